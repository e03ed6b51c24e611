"""Kontrolarket: sagens oplysninger frosset af den kørsel, der fandt dem."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from adgang.scoping import KommuneModel
from samkoering.models.koersel import Koersel
from samkoering.models.sag import Sag


class Kontrolark(KommuneModel):
    """Én udgave af sagens kontrolark; nye hændelser giver en ny udgave, den gamle står."""

    KLE_STI: ClassVar[str] = "sag__kle"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sag = models.ForeignKey(Sag, on_delete=models.CASCADE, related_name="kontrolark")
    koersel = models.ForeignKey(Koersel, on_delete=models.PROTECT, related_name="+")
    udgave = models.PositiveSmallIntegerField()
    indhold = models.JSONField()
    """Skemaet står i docs/kontrolark.md."""
    sha256 = models.CharField(max_length=64)
    viser = models.JSONField(null=True)
    """``{"personer": [cpr], "adresser": [tekst]}``: det i indholdet, en ny beskyttelse kan ramme,
    så natten kan se det uden at læse arket. Tom på ark, der er ældre end feltet; de læses."""
    oprettet = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("sag", "udgave"), name="kontrolark_udgave"),)

    def __str__(self) -> str:
        return f"Kontrolark {self.sag} udgave {self.udgave}"
