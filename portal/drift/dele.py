"""Nattens dele: hvor mange kommuner der er skrevet, hvilke der er i karantæne, og forsøgene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q

from adgang.kommuner import KOMMUNER
from portal.drift.grundlag import Grundlag
from samkoering.models import Deltilstand, Forsoeg, Forsoegsudfald, Koersel, Natdel

TAVS = timedelta(minutes=5)
"""Er der ikke sket noget i en åben kørsel så længe, er ingen arbejder i gang."""
VISTE_FORSOEG = 50


@dataclass(frozen=True, slots=True)
class Deltal:
    """Delene i én kørsel."""

    ialt: int = 0
    skrevet: int = 0
    venter: int = 0
    karantaene: int = 0


@dataclass(frozen=True, slots=True)
class Karantaene:
    """En kommune, der ikke er skrevet, og hvorfor."""

    koersel: UUID
    kommune: str
    grund: str
    forsoeg: int


def deltal(koersler: Sequence[Koersel]) -> dict[UUID, Deltal]:
    """Delene pr. kørsel i én forespørgsel; et udtræk, der er kørt direkte, har ingen."""
    tal = {
        navn: Count("pk", filter=Q(tilstand=tilstand))
        for navn, tilstand in (
            ("skrevet", Deltilstand.SKREVET),
            ("venter", Deltilstand.VENTER),
            ("karantaene", Deltilstand.KARANTAENE),
        )
    }
    raekker = (
        Natdel.objects.filter(koersel__in=[k.pk for k in koersler])
        .order_by()
        .values_list("koersel_id")
        .annotate(ialt=Count("pk"), **tal)
    )
    return {koersel: Deltal(*resten) for koersel, *resten in raekker}


def i_karantaene(grundlag: Grundlag) -> tuple[Karantaene, ...]:
    """De kommuner, nattens kørsler ikke har skrevet; en, der er kørt igen siden, er ude."""
    raakte = [k for k in (grundlag.nat, *grundlag.efter) if k is not None]
    orden = {k.pk: nr for nr, k in enumerate(raakte)}
    dele = (
        Natdel.objects.filter(koersel__in=orden)
        .exclude(tilstand=Deltilstand.VENTER)
        .annotate(antal=Count("forsoeg", filter=~Q(forsoeg__udfald=Forsoegsudfald.LYKKEDES)))
        .values_list("kommunekode", "koersel_id", "tilstand", "grund", "antal")
    )
    mangler: dict[str, Karantaene] = {}
    for kode, koersel, tilstand, grund, antal in sorted(dele, key=lambda del_: orden[del_[1]]):
        mangler.pop(kode, None)
        if tilstand == Deltilstand.KARANTAENE:
            mangler[kode] = Karantaene(koersel, kommunenavn(kode), grund, antal)
    return tuple(mangler[kode] for kode in sorted(mangler))


def kommunenavn(kode: str) -> str:
    """Kommunens navn; koden, når den ikke er en af de 98."""
    return KOMMUNER.get(kode, kode)


@dataclass(frozen=True, slots=True)
class Forsoegsliste:
    """Kørslens forsøg: antallene, og dem, det er værd at se på."""

    ialt: int
    lykkedes: int
    viste: tuple[Forsoeg, ...]


def forsoeg(koersel: Koersel | None) -> Forsoegsliste:
    """Alle fejlede, afbrudte og løbende, og dem, der gælder hele landet; nyeste først."""
    alle = Forsoeg.objects.filter(koersel=koersel).select_related("natdel").order_by("-begyndt")
    tal = alle.aggregate(
        ialt=Count("pk"), lykkedes=Count("pk", filter=Q(udfald=Forsoegsudfald.LYKKEDES))
    )
    sete = alle.filter(Q(natdel=None) | ~Q(udfald=Forsoegsudfald.LYKKEDES))
    return Forsoegsliste(tal["ialt"], tal["lykkedes"], tuple(sete[:VISTE_FORSOEG]))


def uden_arbejder(koersel: Koersel, nu: datetime) -> bool:
    """Om ingen arbejder har rørt den åbne kørsel i nogle minutter."""
    egne = Forsoeg.objects.filter(koersel=koersel)
    sete = egne.aggregate(
        begyndt=Max("begyndt"),
        sluttet=Max("sluttet"),
        i_gang=Count("pk", filter=Q(udfald=Forsoegsudfald.I_GANG)),
    )
    livstegn = [tid for tid in (koersel.startet, sete["begyndt"], sete["sluttet"]) if tid]
    return not sete["i_gang"] and nu - max(livstegn) > TAVS
