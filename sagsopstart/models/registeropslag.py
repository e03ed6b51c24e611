"""Ét opslag i ét register om én person på én dag: hovedbogen over, hvem der har svaret."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.models.ansoegning import Ansoegning

LAENGSTE_FEJL = 300


class Rolle(models.TextChoices):
    """Hvem der er slået op."""

    ANSOEGER = "ANSOEGER", "Ansøger"
    AEGTEFAELLE = "AEGTEFAELLE", "Ægtefælle"


class Opslagstilstand(models.TextChoices):
    """Et opslag ender altid med et svar eller en fejl."""

    VENTER = "VENTER", "Venter"
    HENTER = "HENTER", "Henter"
    SVARET = "SVARET", "Svaret"
    FEJLET = "FEJLET", "Svarede ikke"


FAERDIGE = (Opslagstilstand.SVARET, Opslagstilstand.FEJLET)
GAELDER = models.Q(rolle=Rolle.ANSOEGER) | models.Q(cpr=models.F("ansoegning__aegtefaelle_cpr"))
"""Opslaget er om ansøgeren eller om den ægtefælle, CPR nævner nu, set i samme forespørgsel."""


class Registeropslag(KommuneModel):
    """Et svar findes kun på et opslag, registeret svarede på; databasen holder det."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ansoegning = models.ForeignKey(Ansoegning, on_delete=models.CASCADE, related_name="opslag")
    rolle = models.CharField(max_length=12, choices=Rolle.choices)
    cpr = CprFelt()
    numre = models.JSONField()
    """Personens CPR-numre, det gældende først; de afløste kendes først, når CPR har svaret."""
    register = models.CharField(max_length=12, choices=list(OPSLAGSREGISTRE.items()))
    dag = models.DateField()
    tilstand = models.CharField(
        max_length=8, choices=Opslagstilstand.choices, default=Opslagstilstand.VENTER
    )
    forsoeg = models.PositiveSmallIntegerField(default=0)
    bestilt_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    bestilt = models.DateTimeField(default=timezone.now)
    koesat = models.DateTimeField(null=True)
    """Sidst lagt i kø; tom, når mægleren ikke svarede."""
    begyndt = models.DateTimeField(null=True)
    afsluttet = models.DateTimeField(null=True)
    """Hvornår registeret svarede, eller opslaget blev opgivet."""
    varighed_ms = models.PositiveIntegerField(null=True)
    """Fra registeret blev spurgt, til det svarede, målt i millisekunder."""
    data_fra = models.DateField(null=True)
    """Den dag, registerets tal er fra."""
    svar = models.JSONField(null=True)
    """Tabel → de rækker og kolonner, siden viser; tomme lister er registerets eget nej."""
    fejl = models.CharField(max_length=LAENGSTE_FEJL, blank=True)

    class Meta:
        verbose_name_plural = "registeropslag"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "ansoegning", "cpr", "register", "dag"),
                name="registeropslag_een_pr_dag",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    tilstand="SVARET",
                    svar__isnull=False,
                    data_fra__isnull=False,
                    afsluttet__isnull=False,
                    fejl="",
                )
                | models.Q(
                    ~models.Q(fejl=""),
                    tilstand="FEJLET",
                    svar__isnull=True,
                    data_fra__isnull=True,
                    afsluttet__isnull=False,
                )
                | models.Q(
                    tilstand__in=("VENTER", "HENTER"),
                    svar__isnull=True,
                    data_fra__isnull=True,
                    afsluttet__isnull=True,
                    fejl="",
                ),
                name="registeropslag_svar_eller_fejl",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("tilstand", "bestilt"), name="registeropslag_i_gang"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.dag:%d-%m-%Y}"

    @property
    def er_faerdigt(self) -> bool:
        """Om registeret har svaret, eller opslaget er opgivet."""
        return self.tilstand in FAERDIGE
