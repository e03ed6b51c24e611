"""Kladden: det, en sagsbehandler har skrevet i formularen og ikke gemt endnu."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel
from kontrol.models import Bestilling


class Feedbackkladde(KommuneModel):
    """Én kladde pr. bestilling og bruger; den slettes, når resultatet er registreret."""

    KLE_STI: ClassVar[str] = "bestilling__sag__kle"

    bestilling = models.ForeignKey(Bestilling, on_delete=models.CASCADE, related_name="kladder")
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    felter = models.JSONField(default=dict)
    """Formularens felter, som de er skrevet; ikke prøvet."""
    gemt = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "feedbackkladder"
        constraints = (
            models.UniqueConstraint(fields=("bestilling", "bruger"), name="kladde_een_pr_bruger"),
        )

    def __str__(self) -> str:
        return f"Kladde til {self.bestilling}"
