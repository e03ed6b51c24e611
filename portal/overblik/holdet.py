"""Teamlederens del: hvem der har hvor mange åbne sager. Ingen fart og ingen rangering."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from adgang.omfang import Omfang
from kontrol.bestillingsliste.graense import over_varsel
from kontrol.prioriteringsliste.liste import under_behandling
from kontrol.sortering import sorteringsnoegle
from kontrol.tildeling.kolleger import kan_tildeles
from portal.overblik.dagen import SNART


@dataclass(frozen=True, slots=True)
class Andel:
    """En medarbejders åbne sager."""

    navn: str
    aabne: int
    snart: int
    """Frist inden for en uge, eller passeret."""


@dataclass(frozen=True, slots=True)
class Holdet:
    """Fordelingen i alfabetisk orden, sager uden sagsbehandler, og dem over varslet i dag."""

    andele: tuple[Andel, ...]
    utildelte: int
    over_varsel: list[tuple[str, int]]
    varsel: int


def holdet(omfang: Omfang) -> Holdet:
    """Alle, der kan tildeles en sag, også dem uden."""
    aabne, snart = _pr_bruger(omfang), _pr_bruger(omfang, snart=True)
    andele = [
        Andel(kollega.navn, aabne.get(kollega.pk, 0), snart.get(kollega.pk, 0))
        for kollega in kan_tildeles(omfang)
    ]
    return Holdet(
        andele=tuple(sorted(andele, key=lambda andel: sorteringsnoegle(andel.navn))),
        utildelte=aabne.get(None, 0),
        over_varsel=over_varsel(omfang),
        varsel=omfang.kommune.bestilling_varsel,
    )


def _pr_bruger(omfang: Omfang, *, snart: bool = False) -> dict[int | None, int]:
    sager = under_behandling(omfang)
    if snart:
        sager = sager.filter(udloeber__lte=timezone.localdate() + SNART)
    pr_bruger = sager.order_by().values("tildelt").annotate(antal=Count("pk"))
    return dict(pr_bruger.values_list("tildelt", "antal"))
