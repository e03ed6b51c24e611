"""Borgeren i loggen: det eneste sted, et uigennemsigtigt id bliver til et CPR-nummer."""

from __future__ import annotations

import uuid

from django.db import models

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel


class Borger(KommuneModel):
    """En borger, nogen i kommunen har set noget om. Adresser og log bruger kun ``id``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cpr = CprFelt()

    class Meta:
        verbose_name_plural = "borgere"
        constraints = (
            models.UniqueConstraint(fields=("kommune", "cpr"), name="borger_een_i_kommunen"),
        )

    def __str__(self) -> str:
        return f"Borger {self.pk}"
