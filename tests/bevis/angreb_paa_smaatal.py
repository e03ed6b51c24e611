"""Den, der vil regne et skjult tal ud: alt det viste som ligninger modulo et primtal.

En opdigtet kommunes sager fordeles på måneder, ydelser, trin og kontroltyper. Hver måned vises det,
husets regel tillader. Angriberen kender alle viste tal fra alle måneder på én gang og leder efter
ethvert udsnit, enhver gren og enhver periode, hvis sande antal er 1–4, og efter de sager, der hører
til flere kontroltyper eller kun til én af dem.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product

from adgang.smaatal.graense import GRAENSE, er_sikkert
from adgang.smaatal.tidslinje import Periode
from adgang.smaatal.trae import Gren, delt
from adgang.smaatal.udgivelse import Afgjort, Udgivelse
from adgang.smaatal.viden import Daekning, Udsnit

TRAE: Gren = delt(
    "ialt", delt("afsluttet", "ændret", delt("henlagt", "visitering", "høring")), "udløbet"
)
TEMA = {"a1": "a", "a2": "a", "b1": "b", "c1": "c"}
SAMMEN = (("a1",), ("a2",), ("b1",), ("c1",), ("a1", "b1"), ("a1", "a2"))
YDELSER, TRIN, MAANEDER = "xyz", "23", 18
ALENE_I_TEMAET = ("b1", "c1")
"""De kontroltyper, der er hele deres tema; de har ikke et udsnit for sig."""
BLANDINGER: dict[str, Callable[[tuple[str, ...]], bool]] = {
    "a1 og a2": lambda typer: {"a1", "a2"} <= set(typer),
    "a1 uden a2": lambda typer: "a1" in typer and "a2" not in typer,
    "a2 uden a1": lambda typer: "a2" in typer and "a1" not in typer,
    "a1 og b": lambda typer: {"a1", "b1"} <= set(typer),
}
"""Det, ingen side viser, men kontroltypernes og temaernes tal tilsammen kunne sige."""
_PRIMTAL = (1 << 61) - 1

Celle = tuple[int, str, str, tuple[str, ...], str]
"""Måned, ydelse, trin, kontroltyper, blad."""
Raekke = dict[int, int]


def verden(seed: int, stoerrelse: float) -> dict[Celle, int]:
    """Sandheden: antal i hver celle, der har nogen."""
    tilfaeldig = random.Random(seed)
    celler = {}
    for celle in gitter():
        ventet = stoerrelse * _vaegt(celle)
        antal = sum(tilfaeldig.random() < ventet / 10 for _ in range(10))
        if antal:
            celler[celle] = antal
    return celler


def gitter() -> Iterator[Celle]:
    """Alle celler, der kan være."""
    for maaned in range(MAANEDER):
        for ydelse in YDELSER:
            for trin in TRIN:
                for typer in SAMMEN:
                    for blad in TRAE.blade():
                        yield maaned, ydelse, trin, typer, blad


def _vaegt(celle: Celle) -> float:
    _, ydelse, trin, typer, blad = celle
    return (
        {"x": 1.0, "y": 0.4, "z": 0.1}[ydelse]
        * {"2": 1.0, "3": 0.15}[trin]
        * (0.2 if len(typer) > 1 else 1.0)
        * {"a1": 1.0, "a2": 0.3, "b1": 0.6, "c1": 0.1}[typer[0]]
        * {"ændret": 0.25, "visitering": 0.5, "høring": 0.15, "udløbet": 0.08}[blad]
    )


def udsnit_med(ydelse: str, trin: str, typer: tuple[str, ...]) -> Iterator[Udsnit]:
    """De udsnit, en sag tæller med i."""
    egne = [("type", f"type:{navn}") for navn in typer if navn not in ALENE_I_TEMAET]
    temaer = [("tema", f"tema:{tema}") for tema in sorted({TEMA[navn] for navn in typer})]
    for a in (None, ("ydelse", ydelse)):
        for b in (None, ("trin", trin)):
            for c in (None, *egne, *temaer):
                yield frozenset(betingelse for betingelse in (a, b, c) if betingelse)


def sande(celler: dict[Celle, int], periode: Periode) -> dict[Udsnit, dict[str, int]]:
    """Bladenes antal i hvert udsnit."""
    antal: dict[Udsnit, dict[str, int]] = {}
    for (maaned, *hvor, blad), tal in celler.items():
        if periode[0] <= maaned < periode[1]:
            for udsnit in udsnit_med(*hvor):  # type: ignore[arg-type]
                blade = antal.setdefault(udsnit, {})
                blade[blad] = blade.get(blad, 0) + tal
    return antal


def perioder() -> Iterator[tuple[Periode, int]]:
    """Det, der vises måned for måned, og hvor meget hver del mindst skal være."""
    for maaned in range(1, MAANEDER + 1):
        if maaned >= 12:
            yield (maaned - 12, maaned), 0
        elif maaned % 3 == 0:
            yield (0, maaned), 2 * GRAENSE
        if maaned % 3 == 0 and maaned > 3:
            yield (maaned - 3, maaned), 2 * GRAENSE


def daekninger() -> list[Daekning]:
    """Temaerne er tilsammen det hele, og kontroltyperne i »a« er temaet."""
    temaer = frozenset(("tema", f"tema:{tema}") for tema in TEMA.values())
    i_a = frozenset(("type", f"type:{navn}") for navn in TEMA if navn not in ALENE_I_TEMAET)
    return [Daekning(None, temaer), Daekning(("tema", "tema:a"), i_a)]


def vis_efter_reglen(celler: dict[Celle, int]) -> dict[Periode, Afgjort]:
    """Alt, huset viser."""
    udgivelse = Udgivelse(TRAE, ("ydelse", "trin"), daekninger())
    return {
        periode: udgivelse.afgoer(periode, sande(celler, periode), mindst=mindst)
        for periode, mindst in perioder()
    }


def vis_uden_omtanke(celler: dict[Celle, int]) -> dict[Periode, Afgjort]:
    """Det naive: hvert tal for sig, skjult, når det er 1–4."""
    return {
        periode: {
            udsnit: {led: tal for led, tal in TRAE.foldet(blade).items() if er_sikkert(tal)}
            for udsnit, blade in sande(celler, periode).items()
        }
        for periode, _ in perioder()
    }


@dataclass
class Angriber:
    """Løser ligningerne. ``nul`` er de celler, der er vist som nul."""

    nul: set[Celle] = field(default_factory=set)
    _nummer: dict[Celle, int] = field(default_factory=dict)
    _basis: dict[int, Raekke] = field(default_factory=dict)
    _steder: dict[Udsnit, list[tuple[str, str, tuple[str, ...]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Hvor hvert udsnits sager kan ligge."""
        for ydelse in YDELSER:
            for trin in TRIN:
                for typer in SAMMEN:
                    for udsnit in udsnit_med(ydelse, trin, typer):
                        self._steder.setdefault(udsnit, []).append((ydelse, trin, typer))

    def laer(self, viste: dict[Periode, Afgjort]) -> None:
        """Læs alle viste tal."""
        ligninger = []
        for periode, afgjort in viste.items():
            for udsnit, tal in afgjort.items():
                for led, antal in tal.items():
                    celler = self._celler(periode, udsnit, led)
                    if antal:
                        ligninger.append(celler)
                    else:
                        self.nul |= celler
        for ligning in sorted({frozenset(celler - self.nul) for celler in ligninger}, key=len):
            self._tilfoej(ligning)

    def kan_regne_ud(self, periode: Periode, udsnit: Udsnit, led: str) -> bool:
        """Om antallet følger af det viste."""
        return self.kan_laegge_sammen(self._celler(periode, udsnit, led))

    def kan_laegge_sammen(self, celler: set[Celle]) -> bool:
        """Om cellernes sum følger af det viste."""
        celler = celler - self.nul
        if any(celle not in self._nummer for celle in celler):
            return False
        return not self._reduceret({self._nummer[celle]: 1 for celle in celler})

    def _celler(self, periode: Periode, udsnit: Udsnit, led: str) -> set[Celle]:
        blade = next(gren.blade() for gren in TRAE.alle() if gren.navn == led)
        return {
            (maaned, *sted, blad)
            for maaned in range(*periode)
            for sted in self._steder[udsnit]
            for blad in blade
        }

    def _tilfoej(self, ligning: frozenset[Celle]) -> None:
        for celle in sorted(ligning):
            self._nummer.setdefault(celle, len(self._nummer))
        raekke = self._reduceret({self._nummer[celle]: 1 for celle in ligning})
        if raekke:
            foerste = min(raekke)
            omvendt = pow(raekke[foerste], _PRIMTAL - 2, _PRIMTAL)
            self._basis[foerste] = {k: v * omvendt % _PRIMTAL for k, v in raekke.items()}

    def _reduceret(self, raekke: Raekke) -> Raekke:
        while raekke:
            foerste = min(raekke)
            basis = self._basis.get(foerste)
            if basis is None:
                return raekke
            faktor = raekke[foerste]
            for nummer, vaerdi in basis.items():
                rest = (raekke.get(nummer, 0) - faktor * vaerdi) % _PRIMTAL
                if rest:
                    raekke[nummer] = rest
                else:
                    raekke.pop(nummer, None)
        return raekke


def udregnede(celler: dict[Celle, int], viste: dict[Periode, Afgjort]) -> tuple[int, list[str]]:
    """Hvor mange små tal, der er at finde, og dem, angriberen fandt."""
    angriber = Angriber()
    angriber.laer(viste)
    maaneder = [(maaned, maaned + 1) for maaned in range(MAANEDER)]
    skjulte, fundne = 0, []
    for periode in sorted({*viste, *maaneder}):
        for udsnit, blade in sande(celler, periode).items():
            for led, antal in TRAE.foldet(blade).items():
                if not er_sikkert(antal):
                    skjulte += 1
                    if angriber.kan_regne_ud(periode, udsnit, led):
                        fundne.append(f"{periode} {sorted(udsnit)} {led}")
        for navn, blandingens in blandinger(periode):
            if not er_sikkert(sum(celler.get(celle, 0) for celle in blandingens)):
                skjulte += 1
                if angriber.kan_laegge_sammen(blandingens):
                    fundne.append(f"{periode} {navn}")
    return skjulte, fundne


def blandinger(periode: Periode) -> Iterator[tuple[str, set[Celle]]]:
    """Hver blanding af kontroltyper, i hver ydelse og hvert trin og i dem alle."""
    for navn, hoerer_til in BLANDINGER.items():
        steder = [
            (ydelse, trin, typer)
            for ydelse in YDELSER for trin in TRIN for typer in SAMMEN if hoerer_til(typer)
        ]  # fmt: skip
        for kun in product((None, *YDELSER), (None, *TRIN), TRAE.alle()):
            yield (
                f"{navn} {kun[:2]} {kun[2].navn}",
                {
                    (maaned, *sted, blad)
                    for maaned in range(*periode)
                    for sted in steder
                    for blad in kun[2].blade()
                    if kun[0] in (None, sted[0]) and kun[1] in (None, sted[1])
                },
            )
