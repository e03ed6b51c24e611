"""Hændelser, hvis rækker er slettet, talt sammen, så regnskabet stadig går op."""

from __future__ import annotations

from django.db import models

from adgang.scoping import KommuneModel


class Hvad(models.TextChoices):
    """Hvad der er talt: det fundne, hvis kørsel er slettet, eller en slettet hændelses tilstand."""

    FUNDET = "FUNDET", "Fundet i en kørsel, der er slettet eller er fra før regnskabet"
    HENLAGT_VISITERING = "HENLAGT_VISITERING", "Henlagt i visitering"
    HENLAGT_EFTER_PARTSHOERING = "HENLAGT_EFTER_PARTSHOERING", "Henlagt efter partshøring"
    AENDRET_TILDELING = "AENDRET_TILDELING", "Ændret tildeling"
    UDLOEBET = "UDLOEBET", "Udløbet"
    BORTFALDET = "BORTFALDET", "Bortfaldet"
    AABENT = "AABENT", "Åben"


class Haendelsestal(KommuneModel):
    """Pr. kommune, måned hændelserne blev fundet, og regel: intet id, ingen dag, ingen borger."""

    maaned = models.DateField()
    """Den første dag i den måned, hændelserne blev fundet."""
    regel = models.CharField(max_length=40)
    hvad = models.CharField(max_length=30, choices=Hvad.choices)
    antal = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "haendelsestal"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "maaned", "regel", "hvad"), name="haendelsestal_eet_pr_gruppe"
            ),
        )

    def __str__(self) -> str:
        return f"{self.maaned:%m-%Y} {self.regel}"
