"""Kommunens ydelsessager i natten: kolonner, til der spørges om en borger."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date
from itertools import starmap
from typing import NamedTuple

import polars as pl

from samkoering.skrivning.bogstaver import BOGSTAV

FELTER = ("plads", "sag_id", "cpr", "kle", "oprettet", "vfra", "vtil", "status")


class Ydelsessag(NamedTuple):
    """En sag i bestanden: plads i beregningen, id, borger, ydelse og de 2 × 17 statusser."""

    plads: int
    sag_id: str
    cpr: str
    kle: str
    oprettet: date
    vfra: date
    vtil: date
    status: str
    """YM's 17 bogstaver i nummerorden, derefter ÆF's."""

    def ord_for(self, nr: int, rolle: str) -> str:
        """Bogstavet for én regel og rolle."""
        return self.status[(nr - 1) + (17 if rolle == "AEF" else 0)]


class Ydelsessager:
    """Sagerne efter borger. De fleste nætter spørges der om få; de øvrige dannes aldrig."""

    def __init__(self, kolonner: pl.DataFrame) -> None:
        self.kolonner = kolonner
        """``FELTER``, i bestandens orden."""
        self._dannede: dict[str, list[Ydelsessag]] = {}

    def hent(self, borgere: Iterable[str]) -> None:
        """Dan borgernes sager under ét."""
        mangler = [cpr for cpr in dict.fromkeys(borgere) if cpr not in self._dannede]
        if not mangler:
            return
        self._dannede |= {cpr: [] for cpr in mangler}
        fundne = self.kolonner.filter(pl.col("cpr").is_in(mangler))
        for sag in _dan(fundne):
            self._dannede[sag.cpr].append(sag)

    def om(self, cpr: str) -> list[Ydelsessag]:
        """Borgerens sager i kommunen i bestandens orden; ingen, når hun ikke er i bestanden."""
        self.hent([cpr])
        return self._dannede[cpr]

    def alle(self) -> list[Ydelsessag]:
        """Alle kommunens sager."""
        return list(_dan(self.kolonner))

    @property
    def modtagere(self) -> int:
        """Antallet af borgere."""
        return self.kolonner["cpr"].n_unique()

    @property
    def ikke_udfoerte(self) -> int:
        """Antallet af felter i regnskabet, der ikke blev kontrolleret."""
        ord_ = self.kolonner["status"].str.count_matches(BOGSTAV["IKKE_UDFOERT"], literal=True)
        return int(ord_.sum())


def med_fravalg(kolonner: pl.DataFrame, fravalgte: Set[int]) -> pl.DataFrame:
    """Sagerne, hvor kommunens fravalgte regler (numrene) hverken er kontrolleret eller fundet."""
    if not fravalgte:
        return kolonner
    slags = kolonner["status"].unique()
    nye = [_fravalgt(status, fravalgte) for status in slags]
    return kolonner.with_columns(
        pl.col("status").replace_strict(slags, nye, return_dtype=pl.String)
    )


def _fravalgt(status: str, fravalgte: Set[int]) -> str:
    bogstaver = list(status)
    for nr in fravalgte:
        bogstaver[nr - 1] = bogstaver[nr + 16] = BOGSTAV["FRAVALGT"]
    return "".join(bogstaver)


def _dan(kolonner: pl.DataFrame) -> Iterable[Ydelsessag]:
    return starmap(Ydelsessag, kolonner.select(FELTER).rows())
