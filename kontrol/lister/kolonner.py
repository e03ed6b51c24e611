"""Listernes kolonner: overskrifter, der sorterer hele listen, og dem, der kan slås fra."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple


class Kolonne(NamedTuple):
    """En kolonneoverskrift; ``adresse`` er tom, når der ikke kan sorteres efter den."""

    navn: str
    adresse: str = ""
    retning: str = ""


class Sortering(NamedTuple):
    """Det felt, listen står efter, og vejen."""

    felt: str
    faldende: bool = False

    def __str__(self) -> str:
        """Sorteringen, som adressen skriver den: ``-fundet`` er faldende."""
        return f"{'-' if self.faldende else ''}{self.felt}"

    def kolonne(self, navn: str, felt: str, adresse: Callable[[Sortering], str]) -> Kolonne:
        """En overskrift, der sorterer efter feltet; et tryk på den aktive vender retningen."""
        aktiv = self.felt == felt
        retning = ("descending" if self.faldende else "ascending") if aktiv else "none"
        vendt = Sortering(felt, faldende=aktiv and not self.faldende)
        return Kolonne(navn, adresse(vendt), retning)


def laes_sortering(tekst: str, kendte: Collection[str], ellers: str) -> Sortering:
    """Læs adressens sortering; en ukendt er den sædvanlige."""
    felt = tekst.removeprefix("-")
    return Sortering(felt, tekst.startswith("-")) if felt in kendte else Sortering(ellers)


class Listekolonne(NamedTuple):
    """En kolonne med det navn, valget og skabelonen kender den på."""

    navn: str
    overskrift: str
    felt: str = ""
    """Det, der kan sorteres efter; tom, når der ikke kan."""
    fast: bool = False
    """Kan ikke slås fra: den siger, hvilken sag det er, eller er det, listen handler om."""


def vises(
    kolonner: Iterable[Listekolonne], skjulte: Collection[str], sortering: Sortering
) -> tuple[str, ...]:
    """De viste kolonners navne i orden; den, der sorteres efter, ses altid."""
    return tuple(
        kolonne.navn
        for kolonne in kolonner
        if kolonne.fast or kolonne.navn not in skjulte or kolonne.felt == sortering.felt
    )


def overskrifter(
    kolonner: Iterable[Listekolonne],
    viste: Collection[str],
    sortering: Sortering,
    adresse: Callable[[Sortering], str],
) -> Iterator[Kolonne]:
    """De viste kolonners overskrifter; et tryk på den aktive vender retningen."""
    for kolonne in kolonner:
        if kolonne.navn in viste and kolonne.felt:
            yield sortering.kolonne(kolonne.overskrift, kolonne.felt, adresse)
        elif kolonne.navn in viste:
            yield Kolonne(kolonne.overskrift)
