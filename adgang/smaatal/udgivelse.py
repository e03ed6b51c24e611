"""Afgør, hvilke antal der vises, i orden fra det brede til det snævre, og husker det viste.

Hvert antal deles som et ``Gren``-træ. En deling vises, når begge dele er sikre alene, sammen med
alt, der før er vist, og i alle de forskelle, en læser kan regne ud.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from adgang.smaatal.graense import er_sikkert
from adgang.smaatal.tidslinje import Periode
from adgang.smaatal.trae import Gren
from adgang.smaatal.viden import Daekning, Udsnit, Viden

Vist = dict[str, int]
"""De viste grenes antal; en gren, der mangler, er skjult."""
Afgjort = dict[Udsnit, Vist]
Sande = Mapping[Udsnit, Mapping[str, int]]
"""Bladenes sande antal i hvert udsnit, der har nogen."""


class Udgivelse:
    """Alt, der er vist af ét træ, og det, der derfor ikke kan vises.

    ``delende`` er de dimensioner, hvor hver sag hører til netop én værdi. ``daekninger`` er de
    betingelser, der kan overlappe; det hele og en del må aldrig være den samme mængde sager.
    """

    def __init__(
        self,
        gren: Gren,
        delende: Collection[str],
        daekninger: Collection[Daekning] = (),
    ) -> None:
        self._gren = gren
        self._delende = frozenset(delende)
        self._viden = Viden(gren, daekninger)

    def husk(self, viste: Iterable[tuple[Udsnit, Periode, Mapping[str, int]]]) -> None:
        """Læg det, der allerede er vist, til: udsnit, periode og grenenes antal."""
        self._viden.husk(viste)

    def afgoer(self, periode: Periode, sande: Sande, *, mindst: int = 0) -> Afgjort:
        """Vælg, hvad der vises i perioden, og husk det.

        ``mindst`` er et højere krav til en del, der ikke er nul: en kort periode, der kun lige kan
        vises, gør, at den lange, den er en del af, ikke kan.
        """
        valg = _Valg(self._gren, periode, sande, mindst)
        spaerret: set[tuple[Udsnit, str]] = set()
        while True:
            viden = self._viden.kopi()
            afgjort = valg.vaelg(viden, spaerret)
            ene = set(self._ene(valg, afgjort)) - spaerret
            if not ene:
                self._viden = viden
                return afgjort
            spaerret |= ene

    def _ene(self, valg: _Valg, afgjort: Afgjort) -> Iterator[tuple[Udsnit, str]]:
        """Den mindste viste del, hvor kun én anden er skjult og derfor er resten af de viste."""
        for led in self._gren.alle():
            for fri, dele in self._soeskende(valg, led.navn).items():
                viste = [del_ for del_ in dele if led.navn in afgjort[del_]]
                if len(dele) - len(viste) == 1 and viste and led.navn in afgjort.get(fri[0], {}):
                    yield min(viste, key=lambda d: (valg.antal[d][led.navn], sorted(d))), led.navn

    def _soeskende(self, valg: _Valg, led: str) -> dict[tuple[Udsnit, str], list[Udsnit]]:
        grupper: dict[tuple[Udsnit, str], list[Udsnit]] = defaultdict(list)
        for udsnit, antal in valg.antal.items():
            for dimension, vaerdi in udsnit:
                if dimension in self._delende and antal[led]:
                    grupper[udsnit - {(dimension, vaerdi)}, dimension].append(udsnit)
        return grupper


class _Valg:
    """Ét valg af, hvad der vises i én periode."""

    def __init__(self, gren: Gren, periode: Periode, sande: Sande, mindst: int) -> None:
        self.antal = {udsnit: gren.foldet(blade) for udsnit, blade in sande.items()}
        self._gren, self._periode, self._mindst = gren, periode, mindst

    def vaelg(self, viden: Viden, spaerret: Collection[tuple[Udsnit, str]]) -> Afgjort:
        """Fra det brede til det snævre, det største først."""
        rod = self._gren.navn
        afgjort: Afgjort = {}
        for udsnit in sorted(self.antal, key=lambda u: (len(u), -self.antal[u][rod], sorted(u))):
            bredere = [afgjort[udsnit - {betingelse}] for betingelse in udsnit]
            afgjort[udsnit] = {}
            for grene in self._delinger():
                navne = [gren.navn for gren in grene]
                if all(
                    (udsnit, navn) not in spaerret and all(navn in bred for bred in bredere)
                    for navn in navne
                ):
                    self._proev(viden, udsnit, navne, bredere, afgjort[udsnit])
        return afgjort

    def _delinger(self) -> Iterator[tuple[Gren, ...]]:
        """Roden, og derefter hver delings to dele, oppefra."""
        yield (self._gren,)
        for gren in self._gren.alle():
            if gren.dele:
                yield gren.dele

    def _proev(
        self, viden: Viden, udsnit: Udsnit, navne: list[str], bredere: list[Vist], vist: Vist
    ) -> None:
        """Vis grenene sammen eller slet ikke; kun under en gren, der er vist."""
        antal = {navn: self.antal[udsnit][navn] for navn in navne}
        over = [
            gren.navn for gren in self._gren.alle() if set(navne) <= {d.navn for d in gren.dele}
        ]
        if any(navn not in vist for navn in over) or not all(
            er_sikkert(tal)
            and (tal == 0 or tal >= self._mindst)
            # Det samme prøves også i alle de andre forskelle; her sparer det at gøre det forgæves.
            and all(er_sikkert(bred[navn] - tal) for bred in bredere)
            for navn, tal in antal.items()
        ):
            return
        if viden.vis_hvis_sikkert(udsnit, self._periode, antal):
            vist.update(antal)
