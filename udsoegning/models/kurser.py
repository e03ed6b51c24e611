"""Kursuslisten: hvor den kom fra, og dens rækker, til der er søgt."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel
from udsoegning.models.projekt import Projekt


class Kursusfil(KommuneModel):
    """En fil, læst helt. En fil, der blev afvist, har ingen række: intet af den blev gemt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    projekt = models.ForeignKey(Projekt, on_delete=models.CASCADE, related_name="filer")
    kilde = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    raekker = models.PositiveIntegerField()
    nye = models.PositiveIntegerField()
    tidspunkt = models.DateTimeField(default=timezone.now)
    bruger = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "kursusfiler"
        ordering = ("-tidspunkt",)

    def __str__(self) -> str:
        return f"Kursusfil {self.pk}"


class Kursusafslutning(KommuneModel):
    """En borger, der har afsluttet et kursus. Rækken slettes, så snart der er søgt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    projekt = models.ForeignKey(Projekt, on_delete=models.CASCADE, related_name="kurser")
    fil = models.ForeignKey(Kursusfil, on_delete=models.CASCADE, related_name="kurser")
    cpr = CprFelt()
    kursus = models.CharField(max_length=80)
    afsluttet = models.DateField()

    class Meta:
        verbose_name_plural = "kursusafslutninger"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "projekt", "cpr", "kursus", "afsluttet"),
                name="kursusafslutning_een_gang",
            ),
        )

    def __str__(self) -> str:
        return f"Kursusafslutning {self.pk}"
