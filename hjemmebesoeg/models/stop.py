"""Et stop på en køreliste: navn, adresse og sagsnummer, og det, der blev noteret ved døren."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from adgang.scoping import KommuneModel
from hjemmebesoeg.models.liste import Koereliste
from samkoering.models import Sag

LAENGST = 300
"""Det frivilligt oplyste er kort."""


class Stop(KommuneModel):
    """Borgeren kendes kun på navn, adresse og det neutrale sagsnummer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    liste = models.ForeignKey(Koereliste, on_delete=models.PROTECT, related_name="stop")
    sag = models.ForeignKey(Sag, on_delete=models.PROTECT, related_name="+")
    orden = models.PositiveSmallIntegerField()
    navn = models.CharField(max_length=200)
    adresse = models.CharField(max_length=200)
    beskyttet = models.BooleanField(default=False)
    """Adressen er beskyttet; stoppet vises kun på skærmen."""
    beskyttet_grund = models.CharField(max_length=200, blank=True)
    """Hvorfor en leder tog adressen med."""
    tilfoejet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    besoegt = models.DateField(null=True)
    klokken = models.TimeField(null=True)
    navn_paa_doer = models.CharField(max_length=80, blank=True)
    """Navnet på dørtelefonen, postkassen eller døren."""
    kontakt = models.BooleanField(null=True)
    anden_aabnede = models.BooleanField(null=True)
    oplysninger = models.CharField(max_length=LAENGST, blank=True)
    """Det, nogen selv fortalte ved døren."""
    registreret = models.DateTimeField(null=True)
    registreret_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    token = models.UUIDField(null=True)
    """Det seneste gem; det samme igen ændrer intet."""
    version = models.PositiveIntegerField(default=0)
    """Tæller op, hver gang der noteres; optimistisk lås."""
    journalnoegle = models.CharField(max_length=60, blank=True)
    """Nøglen på stoppets post i journalen; sættes, når listen er kørt."""

    class Meta:
        verbose_name_plural = "stop"
        ordering = ("orden", "id")
        constraints = (
            models.UniqueConstraint(fields=("kommune", "sag"), name="stop_paa_een_liste"),
            models.CheckConstraint(
                condition=models.Q(beskyttet=False)
                | (~models.Q(beskyttet_grund="") & models.Q(tilfoejet_af__isnull=False)),
                name="stop_beskyttet_med_grund",
            ),
            models.CheckConstraint(
                condition=models.Q(registreret__isnull=True)
                | models.Q(
                    besoegt__isnull=False,
                    klokken__isnull=False,
                    kontakt__isnull=False,
                    anden_aabnede__isnull=False,
                    registreret_af__isnull=False,
                )
                & ~models.Q(navn_paa_doer=""),
                name="stop_noteret_helt",
            ),
        )

    def __str__(self) -> str:
        return f"Stop {self.orden}"
