"""Det, en bruger har valgt om en liste: gemte filtre og de kolonner, hun vil se."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from adgang.scoping import KommuneModel


class Liste(models.TextChoices):
    """Listerne, der kan filtreres."""

    BESTILLING = "BESTILLING", "Bestillingsliste"
    PRIORITERING = "PRIORITERING", "Prioriteringsliste"


class GemtFilter(KommuneModel):
    """Et navngivet filter; ``soegedel`` er adressens søgedel og rummer aldrig en borger."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    liste = models.CharField(max_length=12, choices=Liste.choices)
    navn = models.CharField(max_length=60)
    soegedel = models.CharField(max_length=600)

    class Meta:
        verbose_name_plural = "gemte filtre"
        ordering = ("navn",)
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "bruger", "liste", "navn"), name="gemt_filter_navn"
            ),
        )

    def __str__(self) -> str:
        return self.navn


class Kolonnevalg(KommuneModel):
    """De kolonner, en bruger har slået fra på en liste."""

    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    liste = models.CharField(max_length=12, choices=Liste.choices)
    skjulte = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "kolonnevalg"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "bruger", "liste"), name="kolonnevalg_eet_pr_liste"
            ),
        )

    def __str__(self) -> str:
        return self.get_liste_display()
