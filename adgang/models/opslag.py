"""Opslagsloggen: én række for hver brug af personoplysninger. Kan kun indsættes.

Databasen selv afviser ændring og sletning (``adgang.opslagslog.vaern``); oprydningen er den
eneste undtagelse, og kun for det, der er ældre end fristen.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from adgang.models.borger import Borger
from adgang.models.kommune import Kommune
from adgang.opslagslog.arter import Art
from adgang.scoping import KommuneManager, KommuneModel


class Opslag(models.Model):
    """Hvem gjorde hvad, hvornår, hvorfra og til hvilket formål.

    ``kommune`` er tom for det, der sker, før nogen er kendt, og for brugere uden kommune.
    """

    periode = models.BigIntegerField()
    """Den femminutters periode, rækken forsegles i: sekunder siden 1970 delt med 300."""
    tidspunkt = models.DateTimeField()
    kommune = models.ForeignKey(Kommune, on_delete=models.PROTECT, null=True, related_name="+")
    bruger = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    rolle = models.CharField(max_length=20, blank=True)
    session = models.UUIDField(null=True)
    ip = models.GenericIPAddressField(null=True)
    art = models.CharField(max_length=12, choices=Art.choices)
    side = models.CharField(max_length=60)
    """Adressens navn, fx ``kontrolark``; aldrig adressen selv."""
    formaal = models.CharField(max_length=120)
    kriterium = models.CharField(max_length=300, blank=True)
    """Det, der blev søgt på eller valgt efter; aldrig et CPR-nummer."""
    begrundelse = models.CharField(max_length=200, blank=True)
    sag = models.UUIDField(null=True)
    antal = models.PositiveIntegerField(default=0)
    """Hvor mange poster der blev vist, hentet eller ændret."""

    objects = KommuneManager["Opslag"]()

    class Meta:
        verbose_name_plural = "opslag"
        indexes: ClassVar = [
            models.Index(fields=("periode", "id"), name="opslag_efter_periode"),
            models.Index(fields=("kommune", "-tidspunkt"), name="opslag_i_kommunen"),
        ]

    def __str__(self) -> str:
        return f"Opslag {self.pk}"


class Opslagsborger(KommuneModel):
    """En borger, opslaget viste noget om."""

    opslag = models.ForeignKey(Opslag, on_delete=models.CASCADE, related_name="borgere")
    borger = models.ForeignKey(Borger, on_delete=models.PROTECT, related_name="opslag")

    class Meta:
        verbose_name_plural = "opslagsborgere"
        constraints = (
            models.UniqueConstraint(fields=("opslag", "borger"), name="opslagsborger_een_gang"),
        )

    def __str__(self) -> str:
        return f"Opslag {self.opslag_id}: borger {self.borger_id}"
