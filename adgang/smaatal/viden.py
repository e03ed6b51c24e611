"""Hvad en læser ved, når alt det viste lægges sammen: hver gren i hvert udsnit over tid.

Et **udsnit** er en mængde betingelser, fx ydelsesområde og tema; det tomme udsnit er alle. Kender
læseren et udsnit og et snævrere i den samme periode, kender han også resten. De følger findes her,
så et nyt tal kan prøves, før det vises.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from adgang.smaatal.graense import er_sikkert
from adgang.smaatal.slutning import Linjer, slut
from adgang.smaatal.tidslinje import Periode, Tidslinje
from adgang.smaatal.trae import Gren

Betingelse = tuple[str, str]
"""(dimension, værdi)."""
Udsnit = frozenset[Betingelse]
"""Betingelser; højst én pr. dimension."""
ALLE: Udsnit = frozenset()


class Daekning(NamedTuple):
    """Betingelser, der tilsammen er det hele, men kan overlappe: en sag kan høre til flere.

    ``hele`` er ``None``, når de er alle sager. Læseren kan lægge delene sammen og trække det hele
    fra: så mange sager hører til mere end én af dem.
    """

    hele: Betingelse | None
    dele: frozenset[Betingelse]


def bredere_end(udsnit: Udsnit) -> Iterator[Udsnit]:
    """Udsnittene med nogle af betingelserne, fra alle til udsnittet selv."""
    for antal in range(len(udsnit) + 1):
        for betingelser in combinations(sorted(udsnit), antal):
            yield frozenset(betingelser)


class Viden:
    """Det, der er vist af ét træ.

    ``daekninger`` er de betingelser, der ligger inden i en anden, fx et temas kontroltyper.
    """

    def __init__(self, gren: Gren, daekninger: Collection[Daekning]) -> None:
        self.gren = gren
        self._led = tuple(led.navn for led in gren.alle())
        self._daekninger = daekninger
        self._overlappende = {navn for _, dele in daekninger for navn, _ in dele}
        self._linjer: dict[Udsnit, Linjer] = {}
        self._tal: dict[tuple[str, Periode], dict[Udsnit, int]] = defaultdict(dict)
        self._dele: dict[tuple[Udsnit, str], set[Udsnit]] = defaultdict(set)
        self._dimensioner: set[str] = set()

    def kopi(self) -> Viden:
        """En, der kan prøves på; linjerne deles, for de udskiftes og rettes aldrig."""
        ny = Viden(self.gren, self._daekninger)
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
        return (
            all(blik.uden_smaa_rester(beroert) for beroert in beroerte)
            and all(blik.uden_lille_rest(*gruppe) for gruppe in self._beroerte_grupper(udsnit))
            and all(
                blik.uden_lille_udenfor(fri, daekning) and self._taaler_overlap(fri, daekning, blik)
                for fri, daekning in self._beroerte_daekninger(udsnit, blik)
            )
        )

    def _beroerte_daekninger(
        self, udsnit: Udsnit, blik: _Blik
    ) -> Iterator[tuple[Udsnit, Daekning]]:
        """De dækninger, udsnittet er en del af eller det hele i, med de øvrige betingelser."""
        egne = [betingelse for betingelse in udsnit if betingelse[0] in self._overlappende]
        for daekning in self._daekninger:
            if daekning.hele is None and not egne:
                yield udsnit, daekning
            for betingelse in egne:
                if betingelse == daekning.hele or betingelse in daekning.dele:
                    yield udsnit - {betingelse}, daekning

    def _taaler_overlap(self, fri: Udsnit, daekning: Daekning, blik: _Blik) -> bool:
        """Så mange sager er i flere af delene: hverken her, i det snævrere eller i resten få."""
        if blik.overlap(fri, daekning) is None:
            return True
        dimensioner = self._dimensioner - self._overlappende
        snaevrere = {
            kendt - {del_}
            for kendt in blik.kendte
            for del_ in daekning.dele & kendt
            if kendt - {del_} > fri
        }
        grupper = [(fri - {en}, en[0]) for en in fri] + [(fri, navn) for navn in dimensioner]
        return all(blik.uden_lille_overlap(et, daekning) for et in (fri, *snaevrere)) and all(
            blik.uden_lille_overlap_i_resten(
                uden, self._dele.get((uden, navn), set()) | egne, daekning
            )
            for uden, navn in grupper
            for egne in [{fri} if uden < fri else set()]
        )

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

    def uden_lille_udenfor(self, fri: Udsnit, daekning: Daekning) -> bool:
        """Det af det hele, der ligger uden for en af delene, er ikke lille."""
        if daekning.hele is None:  # uden for et tema er en blanding af »uden«
            return True
        hele = self.tal(fri | {daekning.hele})
        dele = (self.tal(fri | {del_}) for del_ in daekning.dele)
        return hele is None or all(er_sikkert(hele - del_) for del_ in dele if del_ is not None)

    def overlap(self, fri: Udsnit, daekning: Daekning) -> int | None:
        """Så meget er delene tilsammen mere end det hele; ``None``, når et af tallene mangler."""
        hele = self.tal(fri | {daekning.hele} if daekning.hele else fri)
        i_alt = 0
        for del_ in daekning.dele:
            antal = self.tal(fri | {del_})
            if antal is None or hele is None:
                return None
            i_alt += antal
        return None if hele is None else i_alt - hele

    def uden_lille_overlap(self, fri: Udsnit, daekning: Daekning) -> bool:
        """Overlappet, også med og uden hver af de andre betingelser, er ikke lille."""
        for med in bredere_end(fri):
            led = [(uden, self.overlap(med | uden, daekning)) for uden in bredere_end(fri - med)]
            if all(antal is not None for _, antal in led):
                antal = sum((-1) ** len(uden) * (et or 0) for uden, et in led)
                if not er_sikkert(abs(antal)):
                    return False
        return True

    def uden_lille_overlap_i_resten(
        self, fri: Udsnit, dele: Iterable[Udsnit], daekning: Daekning
    ) -> bool:
        """Overlappet i det, der er tilbage, når de kendte dele trækkes fra, er ikke lille."""
        alle = self.overlap(fri, daekning)
        if alle is None:
            return True
        return er_sikkert(max(alle - sum(self.overlap(del_, daekning) or 0 for del_ in dele), 0))

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
