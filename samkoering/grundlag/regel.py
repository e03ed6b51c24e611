"""Registret @regel: en regel siger navn, register, hvem den gælder for, og hvad den læser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from samkoering.grundlag.kle import Saet

if TYPE_CHECKING:
    import polars as pl

KVIKGUIDE = "Kvikguide til § 10-opfølgning understøttet af registersamkøring, 19. juni 2018"
"""Kilden til alle 17 regler: afsnittet »Oversigt over dataopslag« pr. 8. maj 2018."""

Raekker = list[list[Any]]


class Opslag(Protocol):
    """Det, en forklaring må vide ud over beviset: navne, og hvem der er adressebeskyttet."""

    def navn(self, cpr: int) -> str:
        """Personens navn, eller "ukendt navn"."""

    def foedt(self, cpr: int) -> date | None:
        """Personens fødselsdato."""

    def adresse(self, cpr: int, ym: int, tekst: str | None, kommunekode: str | None) -> str:
        """Adressen i ord; kun kommunen, når en anden end ``ym`` er adressebeskyttet."""


@dataclass(frozen=True, slots=True)
class Fund:
    """Et udfald, som forklaringen får det: hvem, hvornår og beviset, som reglen navngav det."""

    navn: str
    cpr: int
    ym: int
    dato: date
    bevis: Mapping[str, Any]
    opslag: Opslag


@dataclass(frozen=True, slots=True)
class Forklaring:
    """Et udfald i ord: én sætning og bevisets rækker i kolonnernes orden."""

    saetning: str
    raekker: Raekker


@dataclass(slots=True)
class Regel:
    """En regel i kontrolkataloget.

    ``laeser`` er tabellerne og de kolonner, reglen må se; motoren rækker den intet andet.
    ``opslag_paa_person`` er de af tabellerne, der slås op på personen selv (tom: dem alle).
    ``opslag_paa_boern`` og ``opslag_paa_aegtefaelle`` er de tabeller, der slås op på andre
    end personen selv: svarer de ikke, er reglen ikke udført. ``kolonner`` er bevisets
    overskrifter med type (tekst, dato, oere, tal eller adresse).
    """

    nr: int
    slug: str
    navn: str
    tema: str
    ym: Saet
    aef: Saet
    laeser: Mapping[str, tuple[str, ...]]
    funktion: Callable[..., pl.LazyFrame]
    fortolkninger: tuple[str, ...] = ()
    fortolket: bool = False
    kolonner: tuple[tuple[str, str], ...] = ()
    opslag_paa_person: tuple[str, ...] = ()
    opslag_paa_boern: tuple[str, ...] = ()
    opslag_paa_aegtefaelle: tuple[str, ...] = ()
    een_pr_sag: bool = False
    """Hændelsen er den samme for YM og ÆF (rolle og person indgår ikke i fredningen)."""
    viser_kun_den_nyeste: bool = False
    """En nyere hændelse afløser den gamle, så fravær ikke betyder, at registret er rettet."""
    forklaring: Callable[[Fund], Forklaring] | None = field(default=None)

    @property
    def kilde(self) -> str:
        """Hvor reglen står skrevet."""
        return f"{KVIKGUIDE}: {self.navn}"

    @property
    def beskrivelse(self) -> str:
        """Reglen i én sætning (funktionens docstring)."""
        return " ".join((self.funktion.__doc__ or "").split())

    def forklar(self, funktion: Callable[[Fund], Forklaring]) -> Callable[[Fund], Forklaring]:
        """Dekorator: sådan siges et udfald af reglen med ord."""
        self.forklaring = funktion
        return funktion

    def saml(
        self, personer: pl.LazyFrame, tabeller: Sequence[pl.LazyFrame], parametre: Any
    ) -> pl.LazyFrame:
        """Reglens udtryk over de tabeller, den har bedt om."""
        return self.funktion(personer, *tabeller, parametre)


REGLER: dict[str, Regel] = {}
"""Alle registrerede regler efter slug."""


def regel(
    navn: str,
    *,
    nr: int,
    tema: str,
    ym: Saet,
    aef: Saet,
    laeser: Mapping[str, tuple[str, ...]],
    **egenskaber: Any,
) -> Callable[[Callable[..., pl.LazyFrame]], Regel]:
    """Optag en funktion i kontrolkataloget under guidens overskrift ``navn``."""

    def optag(funktion: Callable[..., pl.LazyFrame]) -> Regel:
        ny = Regel(nr, funktion.__name__, navn, tema, ym, aef, laeser, funktion, **egenskaber)
        if ny.slug in REGLER or any(kendt.nr == nr for kendt in REGLER.values()):
            raise ValueError(f"Regel {nr} {ny.slug} findes allerede i kataloget.")
        REGLER[ny.slug] = ny
        return ny

    return optag
