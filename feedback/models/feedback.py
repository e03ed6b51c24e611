"""Feedback: resultatet af en bestilt sag, som effektmålingen bygger på."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel
from kontrol.models import Bestilling, Partshoering
from samkoering.models import Sag, Sagstilstand


class Resultat(models.TextChoices):
    """Sagens tre mulige resultater; værdierne er sagens tilstande."""

    HENLAGT_VISITERING = Sagstilstand.HENLAGT_VISITERING.value, "Henlægges i visitering"
    HENLAGT_EFTER_PARTSHOERING = (
        Sagstilstand.HENLAGT_EFTER_PARTSHOERING.value,
        "Henlægges efter partshøring",
    )
    AENDRET_TILDELING = Sagstilstand.AENDRET_TILDELING.value, "Giver anledning til ændret tildeling"


class Aendring(models.TextChoices):
    """Hvordan tildelingen ændres."""

    STOPPES = "STOPPES", "Ydelsen stoppes"
    NEDSAETTES = "NEDSAETTES", "Ydelsen nedsættes"
    FORHOEJES = "FORHOEJES", "Ydelsen forhøjes"


class Aarsag(models.TextChoices):
    """Hvorfor tildelingen var forkert; det, effektmålingen skelner på."""

    INGEN = "INGEN", "Ingen fejl – forholdene er ændret"
    MYNDIGHEDSFEJL = "MYNDIGHEDSFEJL", "Myndighedsfejl"
    BORGERFEJL = "BORGERFEJL", "Borgerfejl"
    FORMODET_SVIG = "FORMODET_SVIG", "Formodet svig"


class Feedback(KommuneModel):
    """Ét resultat pr. bestilling. Krav (engangsbeløb) og månedlig ændring lægges aldrig sammen."""

    KLE_STI: ClassVar[str] = "sag__kle"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bestilling = models.OneToOneField(Bestilling, on_delete=models.PROTECT, related_name="feedback")
    sag = models.ForeignKey(Sag, on_delete=models.PROTECT, related_name="feedback")
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registreret = models.DateTimeField(default=timezone.now)
    token = models.UUIDField()
    """Det samme ved gentagne tryk på samme knap."""
    resultat = models.CharField(max_length=30, choices=Resultat.choices)
    partshoering = models.ForeignKey(
        Partshoering, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Den høring, resultatet bygger på; også en, der er fravalgt med en grund."""
    partshoering_sendt = models.DateField(null=True)
    aendring = models.CharField(max_length=12, choices=Aendring.choices, blank=True)
    aarsag = models.CharField(max_length=16, choices=Aarsag.choices, blank=True)
    krav_oere = models.BigIntegerField(null=True)
    krav_fra = models.DateField(null=True)
    krav_til = models.DateField(null=True)
    maanedlig_aendring_oere = models.BigIntegerField(null=True)
    """Negativ, når ydelsen bliver mindre; positiv, når den forhøjes."""
    afgoerelsesdato = models.DateField(null=True)
    bemaerkning = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "feedback"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(resultat=Resultat.HENLAGT_VISITERING)
                | models.Q(partshoering_sendt__isnull=False)
                | models.Q(resultat=Resultat.AENDRET_TILDELING, partshoering__isnull=False),
                name="feedback_partshoering_foer_resultat",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    resultat=Resultat.AENDRET_TILDELING,
                    krav_oere__isnull=False,
                    krav_oere__gte=0,
                    maanedlig_aendring_oere__isnull=False,
                    afgoerelsesdato__isnull=False,
                )
                | (
                    ~models.Q(resultat=Resultat.AENDRET_TILDELING)
                    & models.Q(krav_oere__isnull=True, maanedlig_aendring_oere__isnull=True)
                ),
                name="feedback_beloeb_kun_ved_aendring",
            ),
            models.CheckConstraint(
                condition=models.Q(krav_oere__isnull=True)
                | models.Q(krav_oere=0)
                | models.Q(krav_fra__isnull=False, krav_til__gte=models.F("krav_fra")),
                name="feedback_krav_har_periode",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "registreret"), name="feedback_efter_tid"),
        ]

    def __str__(self) -> str:
        return f"Feedback på {self.sag}"
