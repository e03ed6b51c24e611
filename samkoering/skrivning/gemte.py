"""Det, kommunen har gemt, læst for at holde natten op mod det.

En nat uden nyt læser mest af alt det, den selv skrev i går. Det går derfor uden om Djangos
omsætning af hver celle: teksterne er, som databasen har dem, og rækkesikkerheden er den samme.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from adgang.models import Kommune
from samkoering.models import Udfald
from samkoering.skrivning.identitet import kendes_paa


class Gemt(NamedTuple):
    """En gemt hændelse."""

    skrevet: tuple[str, str]
    """Borgerens nummer og identiteten, som de står i databasen."""
    kende: tuple[str, str]
    """De samme to, læst under de gældende CPR-numre."""
    tilstand: str


def gemte_udfald(kommune: Kommune, udskiftninger: Mapping[str, str]) -> list[Gemt]:
    """Kommunens hændelser i alle tilstande."""
    raekker = celler(Udfald.objects.i_kommune(kommune), "ym_cpr", "identitet", "tilstand")
    return [
        Gemt((ym_cpr, gemt), kendes_paa(ym_cpr, gemt, udskiftninger), tilstand)
        for ym_cpr, gemt, tilstand in raekker
    ]


def celler(raekker: QuerySet[Any], *felter: str) -> list[tuple[Any, ...]]:
    """Felterne i hver række, som databasen har dem; kun til felter, hvor det er en tekst."""
    saetning, vaerdier = raekker.values_list(*felter).query.sql_with_params()
    with connection.cursor() as markoer:
        markoer.execute(saetning, vaerdier)
        return list(markoer.fetchall())
