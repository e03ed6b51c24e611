"""Projektet, dets søgning, og kommunens begrundelse for at vise nationalitet."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel


class Soegetilstand(models.TextChoices):
    """Hvor langt søgningen er."""

    INGEN = "INGEN", "Ikke søgt"
    I_GANG = "I_GANG", "Søgningen er i gang"
    UDFOERT = "UDFOERT", "Udført"
    IKKE_UDFOERT = "IKKE_UDFOERT", "Ikke udført"


class Projekt(KommuneModel):
    """Et projekt med en periode for de kurser, der tæller, og resultatet af den seneste søgning."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    navn = models.CharField(max_length=80)
    kurser_fra = models.DateField()
    kurser_til = models.DateField()
    """Begge dage er med."""
    oprettet = models.DateTimeField(default=timezone.now)
    oprettet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    soegning = models.CharField(
        max_length=12, choices=Soegetilstand.choices, default=Soegetilstand.INGEN
    )
    bestilt = models.DateTimeField(null=True)
    soegt = models.DateField(null=True)
    """Den dag, den seneste udførte søgning gjaldt."""
    grund = models.CharField(max_length=300, blank=True)
    """Hvorfor søgningen ikke er udført; uden oplysninger om borgere."""
    tal = models.JSONField(default=dict)
    """``{grund til at være holdt ude: antal}``; et lille tal er ``null`` og gemmes ikke.

    ``I_ALT`` er summen, når nogle er skjult, og den ikke røber dem.
    """
    kilder = models.JSONField(default=list)
    """``[register, data er fra]`` for den seneste udførte søgning."""
    lukket = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "projekter"
        ordering = ("-oprettet",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kurser_til__gte=models.F("kurser_fra")),
                name="projekt_slutter_efter_start",
            ),
        )

    def __str__(self) -> str:
        return f"Projekt {self.pk}"


class Nationalitetsvalg(KommuneModel):
    """Kommunens begrundelse for at se nationalitet; uden en, der gælder, gemmes den ikke."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    begrundelse = models.CharField(max_length=300)
    fra = models.DateTimeField(default=timezone.now)
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    til = models.DateTimeField(null=True)
    """Da den blev slået fra; tom, så længe den gælder."""

    class Meta:
        verbose_name_plural = "nationalitetsvalg"
        ordering = ("-fra",)
        constraints = (
            models.UniqueConstraint(
                fields=("kommune",),
                condition=models.Q(til__isnull=True),
                name="nationalitetsvalg_een_gaeldende",
            ),
        )

    def __str__(self) -> str:
        return f"Nationalitetsvalg {self.pk}"
