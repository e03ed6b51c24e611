"""Trin 2: kørslernes fundne hændelser og deres skæbner, pr. kommune."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from samkoering.grundlag.skaebne import nye
from samkoering.haendelsesregnskab.beholdning import naeste_maaned
from samkoering.models import Koerselsdel

Frosset = Mapping[str, Mapping[str, int]]
"""Regel → ``FUNDET`` og hver skæbnes antal, som natten frøs det."""


def maanedens(dele: QuerySet[Koerselsdel], maaned: date) -> QuerySet[Koerselsdel]:
    """Månedens kørsler, ældste først; også dem fra før regnskabet."""
    naeste = naeste_maaned(maaned)
    return (
        dele.filter(koersel__dato__gte=maaned, koersel__dato__lt=naeste)
        .select_related("koersel")
        .order_by("koersel__dato", "koersel__nummer")
    )


def lagt_sammen(frosne: Iterable[Frosset]) -> dict[str, Counter[str]]:
    """Kørslernes tal pr. regel."""
    samlet: dict[str, Counter[str]] = defaultdict(Counter)
    for frosset in frosne:
        for regel, tal in frosset.items():
            samlet[regel].update(tal)
    return samlet


def gemte(frosset: Frosset) -> Counter[str]:
    """Pr. regel: så mange hændelser blev gemt."""
    return Counter({regel: nye(tal) for regel, tal in frosset.items()})
