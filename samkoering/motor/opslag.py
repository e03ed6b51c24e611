"""Opslag, der mislykkedes for en enkelt person: de læses aldrig som "ingen ændring"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import polars as pl

from registre.kontrakt import TABELLER
from registre.laesning import Udtraek


class FejledeOpslag:
    """Hvilke personer der mangler svar fra hvilke tabeller.

    Kilderne er tabellen ``ikke_besvaret`` og de rækker, kontrakten afviste. Numrene er de
    gældende. Kan ``ikke_besvaret`` selv ikke læses, ved ingen, hvem der mangler svar.
    """

    def __init__(self, udtraek: Udtraek) -> None:
        self._udtraek = udtraek
        self.alle_uafklarede = not udtraek.ikke_besvaret.besvaret
        self._pr_tabel: dict[str, set[int]] = defaultdict(set)
        self.ukendte_tabeller: set[str] = set()
        for tabel, cpr in udtraek.ikke_besvaret.ramme.iter_rows():
            if tabel in TABELLER:
                self._pr_tabel[tabel].add(self._gaeldende(cpr))
            else:
                self.ukendte_tabeller.add(tabel)
        self.sager: set[str] = set()

    def medtag(self, tabeller: Iterable[str]) -> None:
        """Læs tabellerne, og regn personer med en afvist række for ubesvarede."""
        for navn in tabeller:
            for person in self._udtraek.leveret(navn).personer:
                if isinstance(person, str):
                    self.sager.add(person)
                else:
                    self._pr_tabel[navn].add(self._gaeldende(person))

    def personer(self, *tabeller: str) -> set[int]:
        """Personer uden svar fra mindst én af tabellerne."""
        return set().union(*(self._pr_tabel[navn] for navn in tabeller))

    def ramme(self) -> pl.DataFrame:
        """Alle fejlede opslag som kolonnerne tabel og cpr."""
        raekker = [(navn, cpr) for navn, numre in self._pr_tabel.items() for cpr in numre]
        return pl.DataFrame(raekker, schema={"tabel": pl.String, "cpr": pl.Int64}, orient="row")

    def _gaeldende(self, cpr: int) -> int:
        return self._udtraek.udskiftninger.get(cpr, cpr)
