"""Sagens historik: hvad der skete, hvornår, og hvem der gjorde det."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel
from samkoering.models.sag import Sag


class Handling(models.TextChoices):
    """Det, der kan ske med en sag."""

    LISTET = "LISTET", "Sagen kom på bestillingslisten"
    NY_HAENDELSE = "NY_HAENDELSE", "Ny hændelse"
    BORTFALD = "BORTFALD", "Hændelse bortfaldet – register rettet"
    SAG_BORTFALDET = "SAG_BORTFALDET", "Sagen bortfaldt – register rettet"
    IKKE_BEHANDLET = "IKKE_BEHANDLET", "Sagen udløb – ikke behandlet"
    BESTILT = "BESTILT", "Sagen blev bestilt"
    BESTILLING_FORTRUDT = "BESTILLING_FORTRUDT", "Bestillingen blev fortrudt"
    LAGT_TILBAGE = "LAGT_TILBAGE", "Sagen blev lagt tilbage"
    AABNET = "AABNET", "Kontrolarket blev åbnet"
    HENTET_PDF = "HENTET_PDF", "Kontrolarket blev hentet som PDF"
    ADRESSE_VIST = "ADRESSE_VIST", "Beskyttet adresse blev vist"
    TILDELT = "TILDELT", "Sagen blev tildelt"
    TILDELING_FJERNET = "TILDELING_FJERNET", "Tildelingen blev fjernet"
    GENBESTILT = "GENBESTILT", "Sagen blev genbestilt"
    NYT_KONTROLARK = "NYT_KONTROLARK", "Kontrolarket blev dannet på ny"
    UDEN_NYT_KONTROLARK = "UDEN_NYT_KONTROLARK", "Der blev ikke dannet et nyt kontrolark"
    JOURNALISERET = "JOURNALISERET", "Journaliseret"
    VARSLET = "VARSLET", "Varsel om kontrollen blev noteret"
    PARTSHOERT = "PARTSHOERT", "Borgeren blev partshørt"
    PAAMINDET = "PAAMINDET", "Borgeren fik en påmindelse"
    SVAR_MODTAGET = "SVAR_MODTAGET", "Borgerens svar blev registreret"
    PARTSHOERING_FRAFALDET = "PARTSHOERING_FRAFALDET", "Partshøring blev fravalgt"
    FEEDBACK = "FEEDBACK", "Feedback blev registreret"
    FEEDBACK_FORTRUDT = "FEEDBACK_FORTRUDT", "Henlæggelsen blev fortrudt"


class Sagshaendelse(KommuneModel):
    """En linje i sagens historik. ``bruger`` er tom, når natten handlede."""

    KLE_STI: ClassVar[str] = "sag__kle"

    sag = models.ForeignKey(Sag, on_delete=models.CASCADE, related_name="historik")
    tidspunkt = models.DateTimeField(default=timezone.now)
    handling = models.CharField(max_length=24, choices=Handling.choices)
    detalje = models.CharField(max_length=200, blank=True)
    bruger = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-tidspunkt", "-id")
        indexes: ClassVar = [
            models.Index(fields=("sag", "-tidspunkt"), name="historik_paa_sag"),
            models.Index(fields=("bruger", "-tidspunkt"), name="historik_af_bruger"),
        ]

    def __str__(self) -> str:
        return self.get_handling_display()
