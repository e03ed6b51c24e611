"""Teamlederens del: hvem der har hvor mange åbne sager. Ingen fart og ingen rangering."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.bestillingsliste.graense import over_varsel
from kontrol.prioriteringsliste.liste import under_behandling
from kontrol.sortering import sorteringsnoegle
from kontrol.tildeling.kolleger import kan_tildeles
from portal.overblik.dagen import SNART


@dataclass(frozen=True, slots=True)
class Andel:
    """En medarbejders åbne sager; mærket siger, hvorfor hun ikke mere kan få dem."""

    navn: str
    aabne: int
    snart: int
    """Frist inden for en uge, eller passeret."""
    maerke: str = ""


@dataclass(frozen=True, slots=True)
class Holdet:
    """Fordelingen i alfabetisk orden, sager uden sagsbehandler, og dem over varslet i dag."""

    andele: tuple[Andel, ...]
    utildelte: int
    forladte: int
    """Sager hos dem, der ikke mere kan få dem."""
    over_varsel: list[tuple[str, int]]
    varsel: int


def holdet(omfang: Omfang) -> Holdet:
    """Alle, der kan tildeles en sag, også dem uden, og de andre, der stadig har nogen."""
    aabne, snart = _pr_bruger(omfang), _pr_bruger(omfang, snart=True)
    kan = set(kan_tildeles(omfang))
    har = set(Bruger.objects.filter(kommune=omfang.kommune, pk__in=[pk for pk in aabne if pk]))
    andele = [
        Andel(
            hvem.navn,
            aabne.get(hvem.pk, 0),
            snart.get(hvem.pk, 0),
            "" if hvem in kan else _hvorfor_ikke(hvem),
        )
        for hvem in sorted(kan | har, key=lambda hvem: (sorteringsnoegle(hvem.navn), hvem.pk))
    ]
    return Holdet(
        andele=tuple(andele),
        utildelte=aabne.get(None, 0),
        forladte=sum(andel.aabne for andel in andele if andel.maerke),
        over_varsel=over_varsel(omfang),
        varsel=omfang.kommune.bestilling_varsel,
    )


def _hvorfor_ikke(hvem: Bruger) -> str:
    return "Behandler ikke sager" if hvem.is_active else "Lukket"


def _pr_bruger(omfang: Omfang, *, snart: bool = False) -> dict[int | None, int]:
    sager = under_behandling(omfang)
    if snart:
        sager = sager.filter(udloeber__lte=timezone.localdate() + SNART)
    pr_bruger = sager.order_by().values("tildelt").annotate(antal=Count("pk"))
    return dict(pr_bruger.values_list("tildelt", "antal"))
