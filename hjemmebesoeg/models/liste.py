"""Kørelisten: dens tilstand, dens udskrifter og kvitteringen, når den er destrueret."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel

FRIST_DAGE = 14
"""En køreliste skal være destrueret så mange dage efter den dag, der køres."""
SPARET_MINDST = 100
"""Så mange meter skal ruten være kortere, før det er værd at sige."""


def som_km(meter: int | None) -> str:
    """Meter som kilometer med én decimal og komma."""
    return "" if meter is None else _med_komma(_hundrede_meter(meter))


def _hundrede_meter(meter: int) -> int:
    """Meter rundet til hele hundrede meter: det, der vises, og det, der regnes på af det viste."""
    return (meter + 50) // 100


def _med_komma(hundrede_meter: int) -> str:
    hele, rest = divmod(hundrede_meter, 10)
    return f"{hele},{rest}"


class Listetilstand(models.TextChoices):
    """Kørelistens livsløb; en destrueret liste har ingen række."""

    KLADDE = "KLADDE", "Klar til kørsel"
    KOERT = "KOERT", "Kørt"
    JOURNALISERET = "JOURNALISERET", "Hvert stop er journaliseret"
    TALT = "TALT", "Talt med i statistikken"


class Rutetilstand(models.TextChoices):
    """Hvor langt ruten er."""

    VENTER = "VENTER", "Beregnes"
    BEREGNET = "BEREGNET", "Beregnet"
    GADEORDEN = "GADEORDEN", "Efter vej og husnummer"


class Koereliste(KommuneModel):
    """En dags stop i et område. Destrueres helt, når hvert stop er journaliseret og talt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nr = models.CharField(max_length=12)
    """Listens nummer, fx K-26-0003; bruges aldrig igen."""
    omraade = models.CharField(max_length=40)
    """Områdets navn, som det var, da listen blev lavet; statistikken tæller på det."""
    dag = models.DateField()
    """Den dag, der køres."""
    besoeger = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    oprettet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    oprettet = models.DateTimeField(default=timezone.now)
    tilstand = models.CharField(
        max_length=14, choices=Listetilstand.choices, default=Listetilstand.KLADDE
    )
    koert = models.DateTimeField(null=True)
    rute = models.CharField(
        max_length=10, choices=Rutetilstand.choices, default=Rutetilstand.VENTER
    )
    rute_m = models.PositiveIntegerField(null=True)
    """Rutens længde i meter i lige linje, når den er beregnet."""
    gadeorden_m = models.PositiveIntegerField(null=True)
    """Længden i meter, hvis de samme stop blev kørt efter vej og husnummer."""
    uden_punkt = models.PositiveIntegerField(default=0)
    """Stop, adressefilen ikke kendte; de står sidst."""

    class Meta:
        verbose_name_plural = "kørelister"
        ordering = ("dag", "nr")
        constraints = (
            models.UniqueConstraint(fields=("kommune", "nr"), name="koereliste_nr_i_kommunen"),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "besoeger", "dag"), name="koereliste_besoegerens"),
        ]

    def __str__(self) -> str:
        return self.nr

    @property
    def frist(self) -> date:
        """Den sidste dag, listen må findes."""
        return self.dag + timedelta(days=FRIST_DAGE)

    @property
    def rute_km(self) -> str:
        """Rutens længde som ``4,2``; tom, når den ikke er beregnet."""
        return som_km(self.rute_m)

    @property
    def gadeorden_km(self) -> str:
        """Længden efter vej og husnummer som ``6,8``."""
        return som_km(self.gadeorden_m)

    @property
    def sparet_km(self) -> str:
        """Hvor meget kortere ruten er; tom, når der ikke er sparet 100 meter.

        Regnet af de to længder, som de vises: ellers kan de tre tal på siden ikke gå op.
        """
        if (self.sparet_m or 0) < SPARET_MINDST or self.rute_m is None or self.gadeorden_m is None:
            return ""
        return _med_komma(_hundrede_meter(self.gadeorden_m) - _hundrede_meter(self.rute_m))

    @property
    def sparet_m(self) -> int | None:
        """Hvor meget kortere ruten er end vej og husnummer, i meter."""
        if self.rute_m is None or self.gadeorden_m is None:
            return None
        return max(0, self.gadeorden_m - self.rute_m)


class Udskrift(KommuneModel):
    """Et eksemplar på papir; slettes med listen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    liste = models.ForeignKey(Koereliste, on_delete=models.CASCADE, related_name="udskrifter")
    nr = models.PositiveSmallIntegerField()
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tidspunkt = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "udskrifter"
        ordering = ("nr",)
        constraints = (
            models.UniqueConstraint(fields=("kommune", "liste", "nr"), name="udskrift_nr"),
        )

    def __str__(self) -> str:
        return f"Eksemplar {self.nr}"


class Destruktion(KommuneModel):
    """Kvitteringen: listens nummer, hvornår, hvem og hvor mange stop. Intet andet bliver."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nr = models.CharField(max_length=12)
    tidspunkt = models.DateTimeField(default=timezone.now)
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    antal_stop = models.PositiveSmallIntegerField()
    """Antal besøgte stop; 0 for en kladde, der aldrig blev kørt."""

    class Meta:
        verbose_name_plural = "destruktioner"
        ordering = ("-tidspunkt",)
        constraints = (
            models.UniqueConstraint(fields=("kommune", "nr"), name="destruktion_een_pr_liste"),
        )

    def __str__(self) -> str:
        return f"{self.nr} destrueret"
