"""Effektmålingens tabeller: månedens grundtal, og de tal, der er vist."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from adgang.scoping import KommuneModel


class Effektmaaned(KommuneModel):
    """En måned, der er opgjort for kommunen. Findes den, rettes dens tal aldrig."""

    maaned = models.DateField()
    """Den første dag i måneden."""
    opgjort = models.DateTimeField()

    class Meta:
        verbose_name_plural = "effektmåneder"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "maaned"), name="effektmaaned_een_pr_kommune"
            ),
        )

    def __str__(self) -> str:
        return f"{self.maaned:%m-%Y}"


class Grundtal(KommuneModel):
    """Månedens sager talt sammen: intet id, ingen dag, ingen borger.

    En gruppe kan være på én; den vises aldrig, og tallene slettes efter 25 måneder.
    """

    maaned = models.DateField()
    opdeling = models.CharField(max_length=40)
    trin = models.PositiveSmallIntegerField()
    kle = models.CharField(max_length=8)
    regler = models.CharField(max_length=200)
    """Sagens kontroltyper, adskilt af mellemrum, i navnenes orden."""
    led = models.CharField(max_length=20)
    """Bladet i opdelingens træ."""
    dage = models.PositiveIntegerField(null=True)
    """Hele dage fra bestilling til resultat; tom, hvor det ikke måles."""
    minutter = models.PositiveIntegerField(null=True)
    """Minutter fra kontrolarket første gang blev åbnet til henlæggelsen samme dag, afrundet."""
    antal = models.PositiveIntegerField()
    krav_oere = models.BigIntegerField(default=0)
    maanedlig_oere = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "grundtal"
        indexes: ClassVar = [
            models.Index(fields=("kommune", "maaned", "opdeling"), name="grundtal_i_maaneden"),
        ]

    def __str__(self) -> str:
        return f"{self.maaned:%m-%Y} {self.led}"


class Effektfigur(KommuneModel):
    """Det, der vises af ét træ i ét udsnit og én periode. En gren, der mangler, er skjult."""

    KLE_STI: ClassVar[str] = "kle"
    """Alle ydelser under ét er tomt; den, der kun ser nogle, ser ikke det."""

    maaned = models.DateField()
    """Den måned, opgørelsen sluttede med."""
    fra = models.DateField()
    til = models.DateField()
    """Den første dag efter perioden."""
    opdeling = models.CharField(max_length=40)
    trin = models.PositiveSmallIntegerField(default=0)
    kle = models.CharField(max_length=8, blank=True)
    maerke = models.CharField(max_length=60, blank=True)
    """``tema:<navn>`` eller ``type:<slug>``; tom for alle."""
    vist = models.JSONField(default=dict)
    """``{gren: antal}``."""
    krav_oere = models.BigIntegerField(null=True)
    maanedlig_oere = models.BigIntegerField(null=True)
    """Den samlede ændring af ydelserne pr. måned; negativ, når de blev mindre."""
    dage_median = models.FloatField(null=True)
    dage_90 = models.FloatField(null=True)
    """Så mange dage er ni af ti sager afsluttet inden for."""
    minutter_median = models.FloatField(null=True)
    """Minutter pr. sag, der blev henlagt i visitering den dag, den blev åbnet."""

    class Meta:
        verbose_name_plural = "effektfigurer"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "fra", "til", "opdeling", "trin", "kle", "maerke"),
                name="effektfigur_een_pr_udsnit",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "maaned", "opdeling"), name="effektfigur_i_maaneden"),
        ]

    def __str__(self) -> str:
        return f"{self.opdeling} {self.fra:%m-%Y}–{self.til:%m-%Y}"


class Landsfigur(models.Model):
    """Hele landets afsluttede sager over et år, som offentligheden kan se dem. Ingen kommune."""

    maaned = models.DateField()
    fra = models.DateField()
    til = models.DateField()
    maerke = models.CharField(max_length=60, blank=True)
    vist = models.JSONField(default=dict)
    kommuner = models.PositiveSmallIntegerField()
    """Så mange kommuner er med."""

    class Meta:
        verbose_name_plural = "landsfigurer"
        constraints = (
            models.UniqueConstraint(fields=("fra", "til", "maerke"), name="landsfigur_een"),
        )

    def __str__(self) -> str:
        return f"Landet {self.fra:%m-%Y}–{self.til:%m-%Y}"
