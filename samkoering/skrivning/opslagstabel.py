"""Opslag, der holdes som kolonner: rækken dannes først, når der spørges om den.

Hele landets rækker som Pythons egne ordbøger fylder flere gange så meget som kolonnerne selv, og
natten spørger kun om de få, der har fået en sag. Dem, en kommune skal bruge, hentes under ét
(``hent``): en række ad gangen koster det meste af tiden i kaldet. Det hentede er trådens eget, så
to kommuner kan skrives samtidig.
"""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import polars as pl

_BID = 50_000
Dan = Callable[[pl.Series | None], pl.DataFrame]
"""Rækkerne under nøglerne; uden nøgler dem alle."""


class _Hentet(threading.local):
    """Rækkerne, tråden har hentet, pr. nøgle."""

    def __init__(self) -> None:
        self.raekker: dict[Any, Any] = {}


class PrNummer(Mapping[int, dict[str, Any]]):
    """Tal → rækken med det; findes flere, er det den sidste."""

    def __init__(self, ramme: pl.DataFrame, noegle: str = "cpr") -> None:
        ramme = ramme.filter(pl.col(noegle).is_not_null())
        self._ramme = ramme.unique(noegle, keep="last").sort(noegle)
        self._noegle = noegle
        self._numre = _som_array(self._ramme[noegle])
        self._hentet = _Hentet()

    def hent(self, numre: Iterable[int]) -> None:
        """Dan rækkerne om numrene nu; de forrige, der blev hentet, slippes."""
        pladser = {nummer: self._plads(nummer) for nummer in numre}
        fundne = [plads for plads in pladser.values() if plads is not None]
        raekker = self._ramme[fundne].iter_rows(named=True)
        self._hentet.raekker = {
            nummer: None if plads is None else next(raekker) for nummer, plads in pladser.items()
        }

    def __getitem__(self, nummer: int) -> dict[str, Any]:
        hentet: dict[int, dict[str, Any] | None] = self._hentet.raekker
        if nummer in hentet:
            raekke = hentet[nummer]
        else:
            plads = self._plads(nummer)
            raekke = None if plads is None else self._ramme.row(plads, named=True)
        if raekke is None:
            raise KeyError(nummer)
        return raekke

    def get(self, nummer: int, ellers: Any = None) -> Any:
        """Rækken, eller ``ellers``; de fleste, natten spørger om, er hentet."""
        raekke = self._hentet.raekker.get(nummer)
        return super().get(nummer, ellers) if raekke is None else raekke

    def _plads(self, nummer: int) -> int | None:
        plads = bisect_left(self._numre, nummer)
        fundet = plads < len(self._numre) and self._numre[plads] == nummer
        return plads if fundet else None

    def __iter__(self) -> Iterator[int]:
        return iter(self._numre)

    def __len__(self) -> int:
        return len(self._numre)

    def om(self, numre: pl.Series | None) -> pl.DataFrame:
        """Numrenes rækker som kolonner; uden numre dem alle."""
        return self._ramme.lazy().pipe(kun, self._noegle, numre).collect()


class PrNoegle:
    """Nøgle → dens rækker i rammens orden; tom, når der ingen er."""

    def __init__(self, ramme: pl.DataFrame, noegle: str) -> None:
        ramme = ramme.filter(pl.col(noegle).is_not_null()).sort(noegle, maintain_order=True)
        noegler: Any = ramme[noegle]
        er_tal = noegler.dtype.is_integer()
        self._tekster: pl.Series | None = None if er_tal else ramme[noegle]
        self._noegler: Sequence[Any] = _som_array(noegler) if er_tal else noegler
        self._resten = ramme.drop(noegle)
        self._hentet = _Hentet()

    def hent(self, noegler: Iterable[Any]) -> None:
        """Dan rækkerne under nøglerne nu; de forrige, der blev hentet, slippes."""
        spaend = self._alle_spaend(list(noegler))
        pladser = [plads for omraade in spaend.values() for plads in omraade]
        raekker = self._resten[pladser].iter_rows(named=True)
        self._hentet.raekker = {
            noegle: list(islice(raekker, len(omraade))) for noegle, omraade in spaend.items()
        }

    def __getitem__(self, noegle: Any) -> list[dict[str, Any]]:
        hentet: list[dict[str, Any]] | None = self._hentet.raekker.get(noegle)
        if hentet is not None:
            return hentet
        omraade = self._spaend(noegle)
        return self._resten[omraade.start : omraade.stop].rows(named=True)

    def _alle_spaend(self, noegler: list[Any]) -> dict[Any, range]:
        """Nøglernes spænd; tekster findes i kolonnen under ét, for hvert kig i den er dyrt."""
        if self._tekster is None:
            return {noegle: self._spaend(noegle) for noegle in noegler}
        soegte = pl.Series(noegler, dtype=self._tekster.dtype)
        fra = self._tekster.search_sorted(soegte, side="left")
        til = self._tekster.search_sorted(soegte, side="right")
        return {noegle: range(*omraade) for noegle, *omraade in zip(noegler, fra, til, strict=True)}

    def _spaend(self, noegle: Any) -> range:
        fra = bisect_left(self._noegler, noegle)
        return range(fra, bisect_right(self._noegler, noegle, lo=fra))


class PrNummerUdsnit:
    """Som ``PrNummer``, når der kun spørges om få: de læses først, når der spørges.

    ``dan`` giver rækkerne om de numre, den får. Det dannede er fælles for trådene og bliver.
    """

    def __init__(self, dan: Dan, noegle: str = "cpr") -> None:
        self._dan = dan
        self._noegle = noegle
        self._raekker: dict[int, dict[str, Any] | None] = {}

    def hent(self, numre: Iterable[int]) -> None:
        """Dan rækkerne om numrene under ét."""
        if mangler := [nummer for nummer in dict.fromkeys(numre) if nummer not in self._raekker]:
            raekker = self._dan(pl.Series(mangler, dtype=pl.Int64)).iter_rows(named=True)
            fundne = {raekke[self._noegle]: raekke for raekke in raekker}
            self._raekker.update({nummer: fundne.get(nummer) for nummer in mangler})

    def __getitem__(self, nummer: int) -> dict[str, Any]:
        raekke = self.get(nummer)
        if raekke is None:
            raise KeyError(nummer)
        return raekke  # type: ignore[no-any-return]

    def get(self, nummer: int, ellers: Any = None) -> Any:
        """Rækken, eller ``ellers``."""
        if nummer not in self._raekker:
            self.hent([nummer])
        raekke = self._raekker[nummer]
        return ellers if raekke is None else raekke

    def om(self, numre: pl.Series | None) -> pl.DataFrame:
        """Numrenes rækker som kolonner; uden numre dem alle."""
        return self._dan(numre)


class PrNoegleUdsnit:
    """Som ``PrNoegle``, når der kun spørges om få."""

    def __init__(self, dan: Dan, noegle: str, dtype: pl.DataType | type[pl.DataType]) -> None:
        self._dan = dan
        self._noegle = noegle
        self._dtype = dtype
        self._raekker: dict[Any, list[dict[str, Any]]] = {}

    def hent(self, noegler: Iterable[Any]) -> None:
        """Dan nøglernes rækker under ét."""
        if mangler := [noegle for noegle in dict.fromkeys(noegler) if noegle not in self._raekker]:
            fundne: dict[Any, list[dict[str, Any]]] = {noegle: [] for noegle in mangler}
            for raekke in self._dan(pl.Series(mangler, dtype=self._dtype)).iter_rows(named=True):
                fundne[raekke.pop(self._noegle)].append(raekke)
            self._raekker.update(fundne)

    def __getitem__(self, noegle: Any) -> list[dict[str, Any]]:
        if noegle not in self._raekker:
            self.hent([noegle])
        return self._raekker[noegle]


Nummeropslag = PrNummer | PrNummerUdsnit
"""Hele landet eller kun dem, der spørges om; spørgsmålene er de samme."""
Noegleopslag = PrNoegle | PrNoegleUdsnit
"""Det samme for en nøgle med flere rækker."""


def kun(raekker: pl.LazyFrame, noegle: str, blandt: pl.Series | None) -> pl.LazyFrame:
    """Rækkerne med en af nøglerne; uden nøgler dem alle."""
    return raekker if blandt is None else raekker.filter(pl.col(noegle).is_in(blandt.implode()))


def _som_array(tal: pl.Series) -> array[int]:
    """Tallene på otte bytes hver; i bidder, for Pythons egne tal fylder fire gange så meget."""
    numre = array("q")
    for bid in tal.to_frame().iter_slices(_BID):
        numre.extend(bid.to_series().to_list())
    return numre
