"""En markering fra en dag til en anden. Reglerne imellem dem holder databasen selv."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel
from persongrupper.markeringer import Markering
from persongrupper.models.borger import Projektborger
from persongrupper.models.indlaesning import Indlaesning

_BRUTTO = models.Q(markering=Markering.BRUTTOMAALGRUPPE)
_UDSKUDT = models.Q(markering=Markering.UDSKUDT_VISITATION)
_JOB = models.Q(markering=Markering.JOBFORMIDLER)


class Markeringsperiode(KommuneModel):
    """Én markering på én borger. ``til`` er den sidste dag; tom er til videre.

    En forkert markering annulleres med en grund. Den rettes ikke og bliver stående.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    borger = models.ForeignKey(Projektborger, on_delete=models.PROTECT, related_name="perioder")
    markering = models.CharField(max_length=20, choices=Markering.choices)
    fra = models.DateField()
    til = models.DateField(null=True)
    oprettet = models.DateTimeField(default=timezone.now)
    oprettet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sluttet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    annulleret = models.DateField(null=True)
    annulleret_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    annulleringsgrund = models.CharField(max_length=200, blank=True)
    grund = models.CharField(max_length=200, blank=True)
    """Hvorfor visitationen er udskudt."""
    forventet_til = models.DateField(null=True)
    """Hvornår udskydelsen ventes at slutte."""
    jobformidler = models.CharField(max_length=80, blank=True)
    min_plan_dato = models.DateField(null=True)
    """Den dag, jobformidlerens navn blev skrevet i Min Plan."""
    indlaesning = models.ForeignKey(
        Indlaesning, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Filen, STAR satte markeringen med; kun bruttomålgruppen har en."""
    slut_indlaesning = models.ForeignKey(
        Indlaesning, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Filen, STAR sidst satte eller fjernede afslutningen med."""

    class Meta:
        verbose_name_plural = "markeringsperioder"
        ordering = ("fra", "oprettet")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(markering__in=Markering.values), name="markering_en_af_seks"
            ),
            models.CheckConstraint(
                condition=models.Q(til__isnull=True) | models.Q(til__gte=models.F("fra")),
                name="markering_slutter_efter_start",
            ),
            models.CheckConstraint(
                condition=models.Q(annulleret__isnull=True, annulleringsgrund="")
                | (models.Q(annulleret__isnull=False) & ~models.Q(annulleringsgrund="")),
                name="markering_annulleret_med_grund",
            ),
            models.CheckConstraint(
                condition=(_UDSKUDT & ~models.Q(grund="") & models.Q(forventet_til__isnull=False))
                | (~_UDSKUDT & models.Q(grund="", forventet_til__isnull=True)),
                name="markering_udskudt_med_grund_og_slut",
            ),
            models.CheckConstraint(
                condition=models.Q(forventet_til__isnull=True)
                | models.Q(forventet_til__gt=models.F("fra")),
                name="markering_udskudt_frem_i_tiden",
            ),
            models.CheckConstraint(
                condition=(
                    _JOB & ~models.Q(jobformidler="") & models.Q(min_plan_dato__isnull=False)
                )
                | (~_JOB & models.Q(jobformidler="", min_plan_dato__isnull=True)),
                name="markering_jobformidler_i_min_plan",
            ),
            models.CheckConstraint(
                condition=models.Q(min_plan_dato__isnull=True)
                | models.Q(min_plan_dato__lte=models.F("fra")),
                name="markering_min_plan_er_skrevet",
            ),
            models.CheckConstraint(
                condition=(_BRUTTO & models.Q(indlaesning__isnull=False, annulleret__isnull=True))
                | (~_BRUTTO & models.Q(indlaesning__isnull=True, slut_indlaesning__isnull=True)),
                name="markering_bruttomaalgruppen_er_stars",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "markering", "fra"), name="markering_efter_slags"),
        ]

    def __str__(self) -> str:
        return f"{self.get_markering_display()} fra {self.fra:%d-%m-%Y}"

    @property
    def gaelder(self) -> bool:
        """Om den ikke er annulleret."""
        return self.annulleret is None
