"""Det, kommunen har gemt, læst for at holde natten op mod det.

En nat uden nyt læser mest af alt det, den selv skrev i går. Det går derfor uden om Djangos
omsætning af hver celle, og sætningen dannes én gang og ikke for hver kommune. Rækkesikkerheden er
den samme.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from adgang.models import Kommune
from samkoering.models import Udfald
from samkoering.skrivning.identitet import kendes_paa

Spoergsmaal = Callable[..., QuerySet[Any]]
"""Kommunekode (og det, der er ens hele natten) → rækkerne og deres felter."""
_PLADS = "\0"
"""Står for kommunen, når sætningen dannes; ingen kommune hedder det."""


class Gemt(NamedTuple):
    """En gemt hændelse."""

    skrevet: tuple[str, str]
    """Borgerens nummer og identiteten, som de står i databasen."""
    kende: tuple[str, str]
    """De samme to, læst under de gældende CPR-numre."""
    tilstand: str


def gemte_udfald(kommune: Kommune, udskiftninger: Mapping[str, str]) -> list[Gemt]:
    """Kommunens hændelser i alle tilstande."""
    skrevet = ((raekke[:2], raekke[2]) for raekke in celler(_udfald, kommune))
    if not udskiftninger:
        return [Gemt(noegle, noegle, tilstand) for noegle, tilstand in skrevet]
    return [
        Gemt(noegle, kendes_paa(noegle[0], noegle[1], udskiftninger), tilstand)
        for noegle, tilstand in skrevet
    ]


def _udfald(kommune: str) -> QuerySet[Any]:
    return Udfald.objects.i_kommune(kommune).values_list("ym_cpr", "identitet", "tilstand")


def celler(spoergsmaal: Spoergsmaal, kommune: Kommune, *resten: Hashable) -> list[tuple[Any, ...]]:
    """Svarets rækker, som databasen har dem; SQLite har kun tekster og tal."""
    saetning, vaerdier = _saetning(spoergsmaal, *resten)
    with connection.cursor() as markoer:
        markoer.execute(saetning, [kommune.pk if v == _PLADS else v for v in vaerdier])
        return list(markoer.fetchall())


@lru_cache(maxsize=32)
def _saetning(spoergsmaal: Spoergsmaal, *resten: Hashable) -> tuple[str, tuple[Any, ...]]:
    saetning, vaerdier = spoergsmaal(_PLADS, *resten).query.sql_with_params()
    return saetning, tuple(vaerdier)
