"""Pakken: en zip-fil med kontrolark, dannet i baggrunden og slettet igen efter et døgn."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel


class Pakketilstand(models.TextChoices):
    """Hvor langt pakken er."""

    VENTER = "VENTER", "Venter"
    DANNES = "DANNES", "Dannes"
    KLAR = "KLAR", "Klar"
    FEJLET = "FEJLET", "Fejlet"
    SLETTET = "SLETTET", "Slettet"


class Pakke(KommuneModel):
    """Én zip-fil til én bruger. Filen hedder efter id'et og ligger uden for databasen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sager = models.JSONField(default=list)
    """``[sagens id, kontrolarkets udgave]`` i pakkens orden; tømmes, når filen slettes."""
    antal = models.PositiveIntegerField()
    faerdige = models.PositiveIntegerField(default=0)
    tilstand = models.CharField(
        max_length=8, choices=Pakketilstand.choices, default=Pakketilstand.VENTER
    )
    fejl = models.CharField(max_length=200, blank=True)
    oprettet = models.DateTimeField(default=timezone.now)
    slettes = models.DateTimeField()
    """Filen er væk senest da."""

    class Meta:
        verbose_name_plural = "pakker"
        indexes: ClassVar = [
            models.Index(fields=("kommune", "bruger", "-oprettet"), name="pakke_brugerens_nyeste"),
            models.Index(fields=("tilstand", "slettes"), name="pakke_skal_slettes"),
        ]

    def __str__(self) -> str:
        return f"Pakke {self.pk}"
