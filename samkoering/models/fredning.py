"""Fredning: en behandlet hændelse giver aldrig en ny sag.

Fredningen besluttes i ``feedback``, når en sag afsluttes, men bor her, fordi natten læser
den; ellers ville pilen vende.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel
from samkoering.models.sag import Sag


class Fredning(KommuneModel):
    """Én fredet hændelse for én borger i én kommune."""

    KLE_STI: ClassVar[str] = "sag__kle"

    ym_cpr = CprFelt()
    identitet = models.CharField(max_length=260)
    sag = models.ForeignKey(Sag, on_delete=models.PROTECT, related_name="fredninger")
    oprettet = models.DateTimeField(auto_now_add=True)
    til = models.DateField(null=True)
    """Sidste fredede dag; tom på kontroltrin 2, hvor samme hændelse er fredet for altid."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "ym_cpr", "identitet"), name="fredning_een_pr_haendelse"
            ),
        )

    def __str__(self) -> str:
        return f"Fredning på {self.sag}"
