"""Opslag, der holdes som kolonner: rækken dannes først, når der spørges om den.

Hele landets rækker som Pythons egne ordbøger fylder flere gange så meget som kolonnerne selv, og
natten spørger kun om de få, der har fået en sag.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl


class PrNummer(Mapping[int, dict[str, Any]]):
    """Tal → rækken med det; findes flere, er det den sidste."""

    def __init__(self, ramme: pl.DataFrame, noegle: str = "cpr") -> None:
        ramme = ramme.filter(pl.col(noegle).is_not_null())
        self._ramme = ramme.unique(noegle, keep="last").sort(noegle)
        self._numre = array("q", self._ramme[noegle])

    def __getitem__(self, nummer: int) -> dict[str, Any]:
        plads = bisect_left(self._numre, nummer)
        if plads == len(self._numre) or self._numre[plads] != nummer:
            raise KeyError(nummer)
        return self._ramme.row(plads, named=True)

    def __iter__(self) -> Iterator[int]:
        return iter(self._numre)

    def __len__(self) -> int:
        return len(self._numre)

    def udvalgte(self, hvilke: pl.Expr) -> Iterator[dict[str, Any]]:
        """De rækker, udtrykket vælger, uden at danne de andre."""
        return self._ramme.filter(hvilke).iter_rows(named=True)


class PrNoegle:
    """Nøgle → dens rækker i rammens orden; tom, når der ingen er."""

    def __init__(self, ramme: pl.DataFrame, noegle: str) -> None:
        ramme = ramme.filter(pl.col(noegle).is_not_null()).sort(noegle, maintain_order=True)
        noegler: Any = ramme[noegle]
        self._noegler: Sequence[Any] = (
            array("q", noegler) if noegler.dtype.is_integer() else noegler
        )
        self._resten = ramme.drop(noegle)

    def __getitem__(self, noegle: Any) -> list[dict[str, Any]]:
        fra = bisect_left(self._noegler, noegle)
        til = bisect_right(self._noegler, noegle, lo=fra)
        return self._resten.slice(fra, til - fra).rows(named=True) if til > fra else []
