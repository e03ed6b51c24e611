"""Stikprøven: tilfældige opslag, som teamlederen ser efter."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from adgang.models.opslag import Opslag
from adgang.scoping import KommuneModel


class Vurdering(models.TextChoices):
    """Teamlederens svar på, om opslaget havde et arbejdsmæssigt formål."""

    I_ORDEN = "I_ORDEN", "I orden"
    UNDERSOEGES = "UNDERSOEGES", "Skal undersøges"


class Stikproeve(KommuneModel):
    """En trækning blandt kommunens opslag i en periode."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trukket = models.DateTimeField()
    trukket_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    fra = models.DateField()
    til = models.DateField()
    iblandt = models.PositiveIntegerField()
    """Hvor mange opslag der blev trukket iblandt."""

    class Meta:
        verbose_name_plural = "stikprøver"
        ordering = ("-trukket",)

    def __str__(self) -> str:
        return f"Stikprøve {self.pk}"


class Stikproeveopslag(KommuneModel):
    """Ét trukket opslag og hvad teamlederen svarede."""

    stikproeve = models.ForeignKey(Stikproeve, on_delete=models.CASCADE, related_name="opslag")
    opslag = models.ForeignKey(
        Opslag, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    """Uden krav i databasen: opslaget ryddes op efter fristen, vurderingen bliver."""
    vurdering = models.CharField(max_length=12, choices=Vurdering.choices, blank=True)
    bemaerkning = models.CharField(max_length=200, blank=True)
    vurderet = models.DateTimeField(null=True)
    vurderet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "stikprøveopslag"
        constraints = (
            models.UniqueConstraint(fields=("stikproeve", "opslag"), name="stikproeve_een_gang"),
        )

    def __str__(self) -> str:
        return f"Stikprøveopslag {self.pk}"
