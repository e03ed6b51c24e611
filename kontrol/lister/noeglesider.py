"""Bladring efter nøgle: siden efter en række eller siden før den, aldrig ved at springe over.

Adressen bærer kun rækkens id; værdien, der sorteres efter, slås op her og forlader ikke serveren.
Kommer eller forsvinder der rækker imens, bliver ingen af dem, der står, sprunget over eller vist
to gange.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

TAELLES_TIL = 10_000
"""Der tælles ikke længere end hertil; derover står der "mere end"."""


class Led(NamedTuple):
    """Et led i ordenen. ``kan_mangle`` siger, at værdien kan være NULL; den står da sidst."""

    felt: str
    faldende: bool = False
    kan_mangle: bool = False

    def sorteret(self, *, baglaens: bool = False) -> OrderBy:
        """Leddet, som databasen sorterer efter det; tomme værdier står ens på alle databaser."""
        sidst = (None if baglaens else True) if self.kan_mangle else None
        foerst = True if self.kan_mangle and baglaens else None
        vej = F(self.felt).desc if self.faldende is not baglaens else F(self.felt).asc
        return vej(nulls_first=foerst, nulls_last=sidst)

    def lig(self, vaerdi: Any) -> Q:
        """Rækker med samme værdi."""
        return Q(**{self.felt: vaerdi}) if vaerdi is not None else self._mangler()

    def forbi(self, vaerdi: Any, *, baglaens: bool = False) -> Q | None:
        """Rækker, der står efter værdien, eller før; ``None`` når ingen kan."""
        if vaerdi is None:
            return ~self._mangler() if baglaens else None
        stoerre = self.faldende is baglaens
        forbi = Q(**{f"{self.felt}__{'gt' if stoerre else 'lt'}": vaerdi})
        return forbi | self._mangler() if self.kan_mangle and not baglaens else forbi

    def ved(self, vaerdi: Any, *, baglaens: bool = False) -> Q:
        """Leddets egen grænse, så databasen kan begynde midt i indekset; tom, når der ingen er."""
        if self.kan_mangle or vaerdi is None:
            return Q()
        stoerre = self.faldende is baglaens
        return Q(**{f"{self.felt}__{'gte' if stoerre else 'lte'}": vaerdi})

    def _mangler(self) -> Q:
        return Q(**{f"{self.felt}__isnull": True})


Orden = Sequence[Led]
"""Listens orden; det sidste led er altid id'et, så to rækker aldrig står lige."""


class Plads(NamedTuple):
    """Hvor i listen: efter en række, før en række eller fra begyndelsen."""

    efter: UUID | None = None
    foer: UUID | None = None


@dataclass(frozen=True, slots=True)
class Noegleside:
    """En side af en liste. ``forrige`` og ``naeste`` er tomme, når der ikke er mere den vej."""

    raekker: tuple[tuple[Any, ...], ...]
    forrige: UUID | None
    """Sidens første række: adressen til siden før er ``foer=`` dette id."""
    naeste: UUID | None
    """Sidens sidste række: adressen til siden efter er ``efter=`` dette id."""
    foran: int | None
    """Rækker før siden; ``None``, når der er flere end ``TAELLES_TIL``."""

    @property
    def ider(self) -> tuple[UUID, ...]:
        """Rækkernes id'er i orden."""
        return tuple(raekke[0] for raekke in self.raekker)


class Antal(NamedTuple):
    """Et antal, der ikke tælles i det uendelige; ``flere`` siger, at der er flere end tallet."""

    tal: int
    flere: bool


def tael(raekker: QuerySet[Any]) -> Antal:
    """Rækkerne i listen, talt højst til ``TAELLES_TIL``."""
    talt = raekker.order_by()[: TAELLES_TIL + 1].count()
    return Antal(min(talt, TAELLES_TIL), talt > TAELLES_TIL)


def hent_side(
    raekker: QuerySet[Any],
    orden: Orden,
    plads: Plads,
    antal: int,
    felter: Sequence[str] = ("id",),
) -> Noegleside:
    """En side på ``antal`` rækker. ``felter`` er det, der hentes om hver; det første er id'et.

    Et id, der ikke længere er i listen, giver begyndelsen; det gør siden før en række også, når
    den ikke kan fyldes.
    """
    if plads.foer and (anker := _anker(raekker, orden, plads.foer)):
        poster = _laes(raekker, orden, anker, antal, felter, baglaens=True)
        if len(poster) >= antal:
            vist = poster[:antal][::-1]
            foran = _foran(raekker, orden, anker, -antal)
            return Noegleside(vist, vist[0][0] if len(poster) > antal else None, vist[-1][0], foran)
    elif plads.efter and (anker := _anker(raekker, orden, plads.efter)):
        poster = _laes(raekker, orden, anker, antal, felter)
        if poster:
            foran = _foran(raekker, orden, anker, 1)
            return Noegleside(poster[:antal], poster[0][0], _naeste(poster, antal), foran)
    poster = _laes(raekker, orden, {}, antal, felter)
    return Noegleside(poster[:antal], None, _naeste(poster, antal), 0)


def _naeste(poster: tuple[tuple[Any, ...], ...], antal: int) -> UUID | None:
    return poster[antal - 1][0] if len(poster) > antal else None


def _anker(raekker: QuerySet[Any], orden: Orden, id_: UUID) -> Mapping[str, Any]:
    """Rækkens værdier i ordenens felter; tom, når den ikke er i listen."""
    felter = [led.felt for led in orden]
    return raekker.filter(pk=id_).order_by().values(*felter).first() or {}


def _laes(
    raekker: QuerySet[Any],
    orden: Orden,
    anker: Mapping[str, Any],
    antal: int,
    felter: Sequence[str],
    *,
    baglaens: bool = False,
) -> tuple[tuple[Any, ...], ...]:
    """Op til én række mere end siden, læst den vej, der bladres."""
    if anker:
        raekker = raekker.filter(_forbi(orden, anker, baglaens=baglaens))
    sorteret = raekker.order_by(*(led.sorteret(baglaens=baglaens) for led in orden))
    return tuple(sorteret.values_list(*felter)[: antal + 1])


def _forbi(orden: Orden, anker: Mapping[str, Any], *, baglaens: bool) -> Q:
    """Rækkerne på den anden side af ankeret: forbi i et led, og ens i alle leddene før det."""
    forbi, ens = Q(pk__in=()), Q()
    for led in orden:
        vaerdi = anker[led.felt]
        if (her := led.forbi(vaerdi, baglaens=baglaens)) is not None:
            forbi |= ens & her
        ens &= led.lig(vaerdi)
    return orden[0].ved(anker[orden[0].felt], baglaens=baglaens) & forbi


def _foran(
    raekker: QuerySet[Any], orden: Orden, anker: Mapping[str, Any], forskel: int
) -> int | None:
    """Rækker før siden, når den begynder så langt fra ankeret."""
    talt = tael(raekker.filter(_forbi(orden, anker, baglaens=True)))
    return None if talt.flere else talt.tal + forskel
