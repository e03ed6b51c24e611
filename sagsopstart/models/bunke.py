"""En dags ansøgninger, modtaget på én gang."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel


class Bunke(KommuneModel):
    """En fil eller en dags valgte ansøgninger. Filens navn gemmes ikke: det kan rumme et navn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64)
    """Fingeraftrykket af filen eller af de valgtes id'er: den samme igen er den samme bunke."""
    dag = models.DateField()
    antal = models.PositiveIntegerField()
    nye = models.PositiveIntegerField()
    """Ansøgninger, kommunen ikke kendte; resten var modtaget før."""
    oprettet = models.DateTimeField(default=timezone.now)
    oprettet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "bunker"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "sha256", "dag"), name="bunke_een_pr_fil_og_dag"
            ),
        )

    def __str__(self) -> str:
        return f"Bunke {self.sha256[:12]}"
