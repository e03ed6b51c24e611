"""Partshøringen: borgerens ret til at blive hørt, før sagen afgøres."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel
from kontrol.models.bestilling import Bestilling
from samkoering.models import Sag


class Hoeringstilstand(models.TextChoices):
    """Hvor langt høringen er. At fristen er passeret, ses af datoen."""

    KLADDE = "KLADDE", "Kladde"
    SENDT = "SENDT", "Sendt"
    BESVARET = "BESVARET", "Svar modtaget"
    FRAFALDET = "FRAFALDET", "Fravalgt med en grund"


class Kanal(models.TextChoices):
    """Hvordan brevet når borgeren."""

    DIGITAL_POST = "DIGITAL_POST", "Digital Post"
    SELV = "SELV", "Du sender det selv"


class Brevart(models.TextChoices):
    """Høringsbrevet og dets påmindelser."""

    HOERING = "HOERING", "Partshøring"
    PAAMINDELSE = "PAAMINDELSE", "Påmindelse"


class Partshoering(KommuneModel):
    """Én høring af borgeren om udvalgte hændelser i en bestilt sag."""

    KLE_STI: ClassVar[str] = "sag__kle"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sag = models.ForeignKey(Sag, on_delete=models.PROTECT, related_name="partshoeringer")
    bestilling = models.ForeignKey(
        Bestilling, on_delete=models.PROTECT, related_name="partshoeringer"
    )
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tilstand = models.CharField(
        max_length=10, choices=Hoeringstilstand.choices, default=Hoeringstilstand.KLADDE
    )
    udfald = models.JSONField(default=list)
    """Id'er på de hændelser, borgeren høres om."""
    tekst = models.TextField(blank=True)
    """Kladden til det næste brev: høringsbrevet, eller en påmindelse, når høringen er sendt."""
    version = models.PositiveIntegerField(default=0)
    """Tæller op ved hver ændring; optimistisk lås."""
    oprettet = models.DateTimeField(default=timezone.now)
    gemt = models.DateTimeField(default=timezone.now)
    """Den seneste ændring; ``bruger`` er den, der gjorde den."""
    sendt = models.DateTimeField(null=True)
    frist = models.DateField(null=True)
    """Borgerens seneste svarfrist; en påmindelse flytter den."""
    svar_modtaget = models.DateField(null=True)
    svar = models.TextField(blank=True)
    svar_registreret = models.DateTimeField(null=True)
    grund = models.CharField(max_length=500, blank=True)
    """Hvorfor borgeren ikke høres; kun når høringen er fravalgt."""

    class Meta:
        verbose_name_plural = "partshøringer"
        ordering = ("-oprettet",)
        constraints = (
            models.UniqueConstraint(
                fields=("bestilling",),
                condition=models.Q(tilstand="KLADDE"),
                name="partshoering_een_kladde_pr_bestilling",
            ),
            models.CheckConstraint(
                condition=~models.Q(tilstand__in=("SENDT", "BESVARET"))
                | models.Q(sendt__isnull=False, frist__isnull=False),
                name="partshoering_sendt_har_frist",
            ),
            models.CheckConstraint(
                condition=~models.Q(tilstand="FRAFALDET") | ~models.Q(grund=""),
                name="partshoering_frafaldet_har_grund",
            ),
            models.CheckConstraint(
                condition=~models.Q(tilstand="BESVARET") | models.Q(svar_modtaget__isnull=False),
                name="partshoering_besvaret_har_dato",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "tilstand", "frist"), name="partshoering_efter_frist"),
        ]

    def __str__(self) -> str:
        return f"Partshøring i {self.sag}"


class Hoeringsbrev(KommuneModel):
    """Et brev, der er sendt; teksten er frosset."""

    KLE_STI: ClassVar[str] = "partshoering__sag__kle"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partshoering = models.ForeignKey(Partshoering, on_delete=models.PROTECT, related_name="breve")
    nr = models.PositiveSmallIntegerField()
    art = models.CharField(max_length=12, choices=Brevart.choices)
    kanal = models.CharField(max_length=12, choices=Kanal.choices)
    tekst = models.TextField()
    frist = models.DateField()
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sendt = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "høringsbreve"
        ordering = ("nr",)
        constraints = (
            models.UniqueConstraint(fields=("partshoering", "nr"), name="hoeringsbrev_nr"),
        )

    def __str__(self) -> str:
        return f"{self.get_art_display()} {self.nr}"


class Varsel(KommuneModel):
    """Hvornår borgeren fik skriftligt varsel om kontrollen (retssikkerhedsloven § 12)."""

    KLE_STI: ClassVar[str] = "sag__kle"

    sag = models.OneToOneField(Sag, on_delete=models.PROTECT, related_name="varsel")
    dato = models.DateField()
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noteret = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "varsler"

    def __str__(self) -> str:
        return f"Varsel i {self.sag}"
