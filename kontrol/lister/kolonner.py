"""Kolonneoverskrifter, der sorterer hele listen."""

from __future__ import annotations

from collections.abc import Callable, Collection
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
