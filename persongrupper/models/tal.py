"""Månedens tal, gjort op én gang. De rettes aldrig, heller ikke når oplysningerne gør."""

from __future__ import annotations

from django.db import models

from adgang.scoping import KommuneModel


class Maanedstal(KommuneModel):
    """Kommunens tal ved månedens udgang. Intet id, ingen borger."""

    maaned = models.DateField()
    """Den første dag i måneden."""
    opgjort = models.DateTimeField()
    brutto = models.PositiveIntegerField()
    """Bruttomålgruppen uden dem, STAR har afsluttet."""
    visiteret = models.PositiveIntegerField()
    """De af bruttomålgruppen, der har en første gruppe."""
    udskudt = models.PositiveIntegerField()
    """De ikke visiterede med udskudt visitation."""
    indsats = models.PositiveIntegerField()
    """De af bruttomålgruppen, hvis første gruppe er Gr. 1: nævneren i kravet om 40 %."""
    aktive = models.PositiveIntegerField()
    """Indsatsgruppen med indsats eller ordinære timer i måneden."""
    beroert = models.PositiveIntegerField()
    """Indsatsgruppen med indsats eller ordinære timer i måneden eller de to før."""

    class Meta:
        verbose_name_plural = "månedstal"
        ordering = ("maaned",)
        constraints = (
            models.UniqueConstraint(fields=("kommune", "maaned"), name="maanedstal_een_pr_maaned"),
        )

    def __str__(self) -> str:
        return f"{self.maaned:%m-%Y}"
