"""Det, der er sket med markeringerne: databasen skriver selv linjen, og ingen kan rette den."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from adgang.scoping import KommuneModel
from persongrupper.models.borger import Projektborger
from persongrupper.models.markering import Markeringsperiode


class Haendelse(models.TextChoices):
    """Hvad der skete."""

    SAT = "SAT", "Sat"
    SLUTTET = "SLUTTET", "Slutdato"
    ANNULLERET = "ANNULLERET", "Annulleret"


class Markeringshaendelse(KommuneModel):
    """En linje i loggen over markeringerne, skrevet af en udløser i databasen."""

    borger = models.ForeignKey(Projektborger, on_delete=models.PROTECT, related_name="haendelser")
    periode = models.ForeignKey(Markeringsperiode, on_delete=models.PROTECT, related_name="+")
    haendelse = models.CharField(max_length=12, choices=Haendelse.choices)
    markering = models.CharField(max_length=20)
    dag = models.DateField()
    """Serverens dag, da det skete."""
    dato = models.DateField(null=True)
    """Startdatoen, når den er sat; slutdatoen, når den er sluttet (tom: åbnet igen af STAR)."""
    bruger = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "markeringshændelser"
        ordering = ("id",)
        indexes: ClassVar = [
            models.Index(fields=("kommune", "borger"), name="markeringshaendelse_borger"),
        ]

    def __str__(self) -> str:
        return f"{self.haendelse} {self.dag:%d-%m-%Y}"
