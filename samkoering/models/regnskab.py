"""Regnskabet: hvad der blev kontrolleret for hver ydelsessag, også når intet blev fundet."""

from __future__ import annotations

from django.db import models

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel


class Kontrolregnskab(KommuneModel):
    """De 17 reglers status for én ydelsessag, gældende fra én kørselsdato til den næste ændring.

    En nat uden ændringer skriver intet: rækken gælder, indtil status ændres eller sagen
    forlader bestanden.
    """

    sag_id = models.CharField(max_length=80)
    cpr = CprFelt()
    status = models.CharField(max_length=40)
    """To bogstavrækker à 17 (YM, derefter ÆF) i regelnummerets orden:
    U udfald, I ingen ændring, R ikke relevant, F fravalgt, N ikke udført."""
    fra = models.DateField()
    til = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "sag_id"),
                condition=models.Q(til__isnull=True),
                name="regnskab_een_gaeldende",
            ),
        )

    def __str__(self) -> str:
        return f"Regnskab fra {self.fra.isoformat()}"
