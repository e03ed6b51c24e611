"""Nattens hovedbog: hvilke dele natten har, og hvert forsøg, der er gjort på dem.

Hovedbogen er køen: mægleren bærer kun id'er og må tabes. Rækkerne er driftens og bærer intet om
borgere.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from samkoering.models.koersel import Koersel


class Deltilstand(models.TextChoices):
    """Hvor langt en kommunes del er."""

    VENTER = "VENTER", "Venter"
    SKREVET = "SKREVET", "Skrevet"
    KARANTAENE = "KARANTAENE", "I karantæne"


class Natdel(models.Model):
    """Én kommunes del af natten. ``planlagt`` følger kørslen og gør (kommune, dato) entydig."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    koersel = models.ForeignKey(Koersel, on_delete=models.CASCADE, related_name="natdele")
    kommunekode = models.CharField(max_length=4)
    dato = models.DateField()
    planlagt = models.BooleanField()
    tilstand = models.CharField(
        max_length=12, choices=Deltilstand.choices, default=Deltilstand.VENTER
    )
    grund = models.CharField(max_length=300, blank=True)
    """Hvorfor delen er i karantæne."""
    skrevet = models.DateTimeField(null=True)

    class Meta:
        ordering = ("kommunekode",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("koersel", "kommunekode"), name="natdel_en_pr_kommune"),
            models.UniqueConstraint(
                fields=("kommunekode", "dato"),
                condition=Q(planlagt=True),
                name="natdel_en_planlagt_pr_dato",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.koersel} {self.kommunekode}"


class Arbejde(models.TextChoices):
    """Det, der blev forsøgt."""

    HENT = "HENT", "Hent registrene"
    BEREGN = "BEREGN", "Beregn"
    SKRIV = "SKRIV", "Skriv kommunen"


class Forsoegsudfald(models.TextChoices):
    """Hvordan et forsøg gik."""

    I_GANG = "I_GANG", "I gang"
    LYKKEDES = "LYKKEDES", "Lykkedes"
    FEJLET = "FEJLET", "Fejlet"
    AFBRUDT = "AFBRUDT", "Afbrudt"


class Forsoeg(models.Model):
    """Ét forsøg. ``natdel`` er tom, når det gælder hele landet.

    ``taeller`` er falsk for forsøg, der ligger før drift gav delen en ny chance: de tæller ikke
    mod karantæne mere.
    """

    koersel = models.ForeignKey(Koersel, on_delete=models.CASCADE, related_name="forsoeg")
    natdel = models.ForeignKey(Natdel, on_delete=models.CASCADE, null=True, related_name="forsoeg")
    arbejde = models.CharField(max_length=8, choices=Arbejde.choices)
    arbejder = models.CharField(max_length=100)
    """Maskine og proces, fx ``nat-2:4711``."""
    begyndt = models.DateTimeField()
    sluttet = models.DateTimeField(null=True)
    udfald = models.CharField(
        max_length=8, choices=Forsoegsudfald.choices, default=Forsoegsudfald.I_GANG
    )
    grund = models.CharField(max_length=300, blank=True)
    taeller = models.BooleanField(default=True)

    class Meta:
        ordering = ("begyndt", "id")
        indexes: ClassVar = [models.Index(fields=("natdel", "udfald"), name="forsoeg_paa_del")]

    def __str__(self) -> str:
        return f"{self.koersel} {self.get_arbejde_display()}"
