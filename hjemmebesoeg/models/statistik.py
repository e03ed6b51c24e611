"""Kørselsstatistikken. Tabellerne har ingen fremmednøgler, ingen tider og ingen løbenumre.

``kommune_id`` er kommunens kode som tekst, ikke en nøgle til en anden tabel; rækkesikkerheden og
``KommuneManager`` læser den som i de andre tabeller.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from adgang.scoping import KommuneManager


class Taelling(models.Model):
    """Kommunens åbne måned. Der er højst én, så to måneders nøgler aldrig findes på én gang."""

    kommune_id = models.CharField(max_length=4, primary_key=True)
    aaben = models.DateField(null=True)
    """Den første dag i den måned, der tælles; tom, når ingen er åben."""
    noegle = models.BinaryField(null=True)
    """Månedens tilfældige nøgle, 32 byte; destrueres, når måneden lukkes."""
    lukket_til = models.DateField(null=True)
    """Den første dag i den seneste lukkede måned; den og de tidligere ændres aldrig."""

    objects: KommuneManager[Any] = KommuneManager()

    class Meta:
        verbose_name_plural = "tællinger"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(aaben__isnull=True, noegle__isnull=True)
                | models.Q(aaben__isnull=False, noegle__isnull=False),
                name="taelling_noegle_foelger_maaned",
            ),
        )

    def __str__(self) -> str:
        return f"Tælling {self.kommune_id}"


class Maanedsaftryk(models.Model):
    """Et HMAC i den åbne måned: at en borger er talt med. Destrueres, når måneden lukkes.

    »Besøgt« og »kontakt« har hvert sit aftryk af den samme borger, så de ikke kan parres.
    """

    aftryk = models.CharField(max_length=64, primary_key=True)
    kommune_id = models.CharField(max_length=4)

    objects: KommuneManager[Any] = KommuneManager()

    class Meta:
        verbose_name_plural = "månedsaftryk"

    def __str__(self) -> str:
        return "Månedsaftryk"


class Koerselstal(models.Model):
    """To tællere for en måned og et område."""

    gruppe = models.CharField(max_length=60, primary_key=True)
    """``0175|2026-11|Rødovre``: det, rækken er den eneste af."""
    kommune_id = models.CharField(max_length=4)
    maaned = models.DateField()
    """Den første dag i måneden."""
    omraade = models.CharField(max_length=40)
    besoegt = models.PositiveIntegerField(default=0)
    """Borgere, der er opsøgt mindst én gang i måneden."""
    kontakt = models.PositiveIntegerField(default=0)
    """Dem, der er opnået kontakt med."""

    objects: KommuneManager[Any] = KommuneManager()

    class Meta:
        verbose_name_plural = "kørselstal"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kontakt__lte=models.F("besoegt")),
                name="koerselstal_kontakt_er_besoegt",
            ),
        )

    def __str__(self) -> str:
        return f"{self.maaned:%m-%Y} {self.omraade}"
