"""Hvad en læser ved, når alt det viste lægges sammen: hver gren i hvert udsnit over tid.

Et **udsnit** er en mængde betingelser, fx ydelsesområde og tema; det tomme udsnit er alle. Kender
læseren et udsnit og et snævrere i den samme periode, kender han også resten. De følger findes her,
så et nyt tal kan prøves, før det vises.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from adgang.smaatal.graense import er_sikkert
from adgang.smaatal.slutning import Linjer, slut
from adgang.smaatal.tidslinje import Periode, Tidslinje
from adgang.smaatal.trae import Gren

Betingelse = tuple[str, str]
"""(dimension, værdi)."""
Udsnit = frozenset[Betingelse]
"""Betingelser; højst én pr. dimension."""
ALLE: Udsnit = frozenset()


def bredere_end(udsnit: Udsnit) -> Iterator[Udsnit]:
    """Udsnittene med nogle af betingelserne, fra alle til udsnittet selv."""
    for antal in range(len(udsnit) + 1):
        for betingelser in combinations(sorted(udsnit), antal):
            yield frozenset(betingelser)


class Viden:
    """Det, der er vist af ét træ.

    ``omslutter`` siger, hvilken betingelse en anden altid ligger inden i, fx en kontroltypes tema.
    """

    def __init__(self, gren: Gren, omslutter: Mapping[Betingelse, Betingelse]) -> None:
        self.gren = gren
        self._led = tuple(led.navn for led in gren.alle())
        self._omslutter = omslutter
        self._linjer: dict[Udsnit, Linjer] = {}
        self._tal: dict[tuple[str, Periode], dict[Udsnit, int]] = defaultdict(dict)
        self._dele: dict[tuple[Udsnit, str], set[Udsnit]] = defaultdict(set)
        self._dimensioner: set[str] = set()

    def kopi(self) -> Viden:
        """En, der kan prøves på; linjerne deles, for de udskiftes og rettes aldrig."""
        ny = Viden(self.gren, self._omslutter)
        ny._linjer, ny._dimensioner = dict(self._linjer), set(self._dimensioner)
        ny._tal = defaultdict(dict, {hvad: dict(tal) for hvad, tal in self._tal.items()})
        ny._dele = defaultdict(set, {noegle: set(dele) for noegle, dele in self._dele.items()})
        return ny

    def husk(self, viste: Iterable[tuple[Udsnit, Periode, Mapping[str, int]]]) -> None:
        """Læg alt, der er vist før, til; det brede først, så dets nuller gælder i det snævre."""
        pr_udsnit: dict[Udsnit, Linjer] = {}
        for udsnit, periode, vist in viste:
            linjer = pr_udsnit.setdefault(udsnit, self._nye(udsnit))
            for led, antal in vist.items():
                linjer[led].vis(*periode, antal)
        for udsnit in sorted(pr_udsnit, key=len):
            slut(self.gren, pr_udsnit[udsnit], self._nul(udsnit))
            self._saet(udsnit, pr_udsnit[udsnit])

    def kendte(self, led: str, periode: Periode) -> Mapping[Udsnit, int]:
        """De udsnit, hvis antal kan regnes ud af deres egne tal."""
        return self._tal.get((led, periode), {})

    def vis_hvis_sikkert(self, udsnit: Udsnit, periode: Periode, vist: Mapping[str, int]) -> bool:
        """Vis grenenes antal, hvis intet, der så kan regnes ud, er et lille tal."""
        linjer = self._nye(udsnit)
        for led, antal in vist.items():
            linjer[led].vis(*periode, antal)
        slut(self.gren, linjer, self._nul(udsnit))
        if all(self._er_sikkert(udsnit, *nyt) for nyt in self._nyt(udsnit, linjer)):
            self._saet(udsnit, linjer)
            return True
        return False

    def _nye(self, udsnit: Udsnit) -> Linjer:
        """Udsnittets linjer, som de er, til at skrive videre på."""
        egne = self._linjer.get(udsnit)
        return {navn: egne[navn].kopi() if egne else Tidslinje() for navn in self._led}

    def _nyt(self, udsnit: Udsnit, linjer: Linjer) -> Iterator[tuple[str, Periode, int]]:
        """Det, der ikke kunne regnes ud før."""
        for led, linje in linjer.items():
            for kendt, antal in linje.kendte():
                if udsnit not in self.kendte(led, kendt):
                    yield led, kendt, antal

    def _er_sikkert(self, udsnit: Udsnit, led: str, periode: Periode, antal: int) -> bool:
        blik = _Blik(self, led, periode, udsnit, antal)
        return er_sikkert(antal) and self._taaler(udsnit, blik)

    def _nul(self, udsnit: Udsnit) -> dict[str, set[int]]:
        """De måneder, hvor et bredere udsnit vides at være nul, og dette derfor også er det."""
        nul: dict[str, set[int]] = defaultdict(set)
        for bredere in bredere_end(udsnit):
            for led, linje in self._linjer.get(bredere, {}).items():
                nul[led] |= linje.nul
        return nul

    def _saet(self, udsnit: Udsnit, linjer: Linjer) -> None:
        if udsnit not in self._linjer:
            for betingelse in udsnit:
                self._dele[udsnit - {betingelse}, betingelse[0]].add(udsnit)
                self._dimensioner.add(betingelse[0])
        self._linjer[udsnit] = linjer
        for led, linje in linjer.items():
            for periode, antal in linje.kendte():
                self._tal[led, periode][udsnit] = antal

    def _taaler(self, udsnit: Udsnit, blik: _Blik) -> bool:
        beroerte = [udsnit, *(kendt for kendt in blik.kendte if kendt > udsnit)]
        return all(
            blik.uden_smaa_rester(beroert) and blik.uden_lille_udenfor(beroert, self._omslutter)
            for beroert in beroerte
        ) and all(blik.uden_lille_rest(*gruppe) for gruppe in self._beroerte_grupper(udsnit))

    def _beroerte_grupper(self, udsnit: Udsnit) -> Iterator[tuple[Udsnit, set[Udsnit]]]:
        """Udsnittets søskende i hver dimension, og dets egne dele."""
        for betingelse in udsnit:
            fri = udsnit - {betingelse}
            yield fri, self._dele[fri, betingelse[0]] | {udsnit}
        for dimension in self._dimensioner:
            dele = self._dele.get((udsnit, dimension))
            if dele:
                yield udsnit, dele


class _Blik:
    """Læserens viden om én gren i én periode, hvis ét tal mere blev vist."""

    def __init__(
        self, viden: Viden, led: str, periode: Periode, udsnit: Udsnit, antal: int
    ) -> None:
        self.kendte = viden.kendte(led, periode)
        self._nyt, self._antal = udsnit, antal

    def tal(self, udsnit: Udsnit) -> int | None:
        """Udsnittets antal, når det kendes."""
        return self._antal if udsnit == self._nyt else self.kendte.get(udsnit)

    def uden_smaa_rester(self, udsnit: Udsnit) -> bool:
        """Ingen blanding af »med« og »uden« udsnittets betingelser er et lille tal."""
        return self.tal(udsnit) is None or all(map(er_sikkert, self._blandinger(udsnit)))

    def _blandinger(self, udsnit: Udsnit) -> Iterator[int]:
        for med in bredere_end(udsnit):
            led = [(dele, self.tal(med | dele)) for dele in bredere_end(udsnit - med)]
            if all(antal is not None for _, antal in led):
                yield sum((-1) ** len(dele) * (antal or 0) for dele, antal in led)

    def uden_lille_udenfor(
        self, udsnit: Udsnit, omslutter: Mapping[Betingelse, Betingelse]
    ) -> bool:
        """Det, der ligger i den omsluttende betingelse, men uden for den selv, er ikke lille."""
        egne = self.tal(udsnit)
        if egne is None:
            return True
        omkring = [
            self.tal(udsnit - {betingelse} | {omslutter[betingelse]})
            for betingelse in udsnit
            if betingelse in omslutter
        ]
        return all(antal is None or er_sikkert(antal - egne) for antal in omkring)

    def uden_lille_rest(self, fri: Udsnit, dele: set[Udsnit]) -> bool:
        """Det, der er tilbage, når de viste dele er trukket fra, er ikke lille."""
        alle = self.tal(fri)
        if alle is None:
            return True
        viste = sum(self.tal(del_) or 0 for del_ in dele)
        return er_sikkert(max(alle - viste, 0)) and all(
            self._rest_uden(fri, betingelse, dele) for betingelse in fri
        )

    def _rest_uden(self, fri: Udsnit, betingelse: Betingelse, dele: set[Udsnit]) -> bool:
        """Den samme rest uden for en af de fælles betingelser."""
        uden, med = self.tal(fri - {betingelse}), self.tal(fri)
        if uden is None or med is None:
            return True
        rest = uden - med
        for del_ in dele:
            egen, bredere = self.tal(del_), self.tal(del_ - {betingelse})
            if egen is not None and bredere is not None:
                rest -= bredere - egen
        return er_sikkert(max(rest, 0))
