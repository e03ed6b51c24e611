"""Bestillingen: øjeblikket, hvor myndigheden går over til kommunen."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel
from samkoering.models import BESTILTE_TILSTANDE, Sag

UNDER_BEHANDLING: tuple[str, ...] = BESTILTE_TILSTANDE
"""Sagens tilstande fra bestilling til resultat."""


class Lukning(models.TextChoices):
    """Hvorfor en bestilling ikke længere gælder."""

    FORTRUDT = "FORTRUDT", "Fortrudt"
    LAGT_TILBAGE = "LAGT_TILBAGE", "Lagt tilbage"
    FEEDBACK = "FEEDBACK", "Feedback registreret"


class Bestilling(KommuneModel):
    """Én bestilling af én sag. En sag har højst én, der gælder."""

    KLE_STI: ClassVar[str] = "sag__kle"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sag = models.ForeignKey(Sag, on_delete=models.PROTECT, related_name="bestillinger")
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    bestilt = models.DateTimeField(default=timezone.now)
    token = models.UUIDField()
    """Det samme for alle sager i ét tryk på knappen; et gentaget tryk gør intet igen."""
    navn_orden = models.CharField(max_length=200, blank=True)
    """Borgerens navn som plads i det danske alfabet, som det stod på kontrolarket ved bestillingen.

    Kun en nøgle, der er regnet ud i Python, sorterer ens på alle databaser.
    """
    lukket = models.DateTimeField(null=True)
    lukning = models.CharField(max_length=12, choices=Lukning.choices, blank=True)

    class Meta:
        verbose_name_plural = "bestillinger"
        constraints = (
            models.UniqueConstraint(
                fields=("sag",),
                condition=models.Q(lukket__isnull=True),
                name="bestilling_een_gaeldende_pr_sag",
            ),
            models.UniqueConstraint(fields=("sag", "token"), name="bestilling_een_pr_tryk"),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "token"), name="bestilling_efter_token"),
            models.Index(
                fields=("kommune", "navn_orden", "sag"),
                condition=models.Q(lukket__isnull=True),
                name="bestilling_efter_navn",
            ),
            models.Index(fields=("bruger", "bestilt"), name="bestilling_brugerens_doegn"),
        ]

    def __str__(self) -> str:
        return f"Bestilling af {self.sag}"
