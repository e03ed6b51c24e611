"""Den korteste vej gennem stoppene, fundet med HiGHS: et heltalsprogram, ikke en tommelfingerregel.

Ruten begynder og slutter, hvor det er bedst: et tænkt sted uden afstand til noget gør vejen til en
rundtur. Hvert sted har to naboer; falder løsningen i flere rundture, forbydes netop de, og der
løses igen, til der er én. Så er den bevist kortest.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

FROE = 20181030
TIDSGRAENSE = 20.0
"""Sekunder; en rute, der ikke er fundet inden, falder tilbage på vej og husnummer."""
_HALV = 0.5
_SMAA = 3
Punkt = tuple[int, int]
"""Øst og nord i meter."""


def afstand(a: Punkt, b: Punkt) -> int:
    """Lige linje i hele meter."""
    return round(math.dist(a, b))


def laengde(punkter: Sequence[Punkt]) -> int:
    """Meter fra det første til det sidste i den orden, de står."""
    return sum(afstand(a, b) for a, b in pairwise(punkter))


def korteste(punkter: Sequence[Punkt], sekunder: float = TIDSGRAENSE) -> list[int] | None:
    """Punkternes numre i den korteste orden; ``None``, når tiden løb ud.

    Den samme liste giver altid den samme rute; af de to retninger vælges den, der begynder ved
    det af endepunkterne, der står først på listen.
    """
    if len(punkter) < _SMAA:
        return list(range(len(punkter)))
    slut = time.monotonic() + sekunder
    program = _Program(punkter)
    while (rest := slut - time.monotonic()) > 0:
        kanter = program.loes(rest)
        if kanter is None:
            return None
        ture = _rundture(kanter, len(punkter) + 1)
        if len(ture) == 1:
            return _fra_det_taenkte_sted(ture[0], len(punkter))
        program.forbyd(ture)
    return None


class _Program:
    """Heltalsprogrammet: én variabel pr. par af steder, 1 når ruten går mellem dem."""

    def __init__(self, punkter: Sequence[Punkt]) -> None:
        import highspy

        from hjemmebesoeg.rute.stille import Stille

        self._steder = len(punkter) + 1
        self._par = list(combinations(range(self._steder), 2))
        self._nr = {par: nr for nr, par in enumerate(self._par)}
        motor: Any = Stille
        self._highs: Any = motor()
        self._optimal = highspy.HighsModelStatus.kOptimal
        for navn, vaerdi in _VALG.items():
            self._highs.setOptionValue(navn, vaerdi)
        for nr, (a, b) in enumerate(self._par):
            meter = 0 if b == len(punkter) else afstand(punkter[a], punkter[b])
            self._highs.addCol(float(meter), 0.0, 1.0, 0, [], [])
            self._highs.changeColIntegrality(nr, highspy.HighsVarType.kInteger)
        for sted in range(self._steder):
            egne = [nr for nr, par in enumerate(self._par) if sted in par]
            self._raekke(2.0, 2.0, egne)

    def loes(self, sekunder: float) -> list[tuple[int, int]] | None:
        """De par, ruten bruger; ``None``, når det ikke blev bevist i tide."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + sekunder)
        self._highs.run()
        if self._highs.getModelStatus() != self._optimal:
            return None
        vaerdier = self._highs.getSolution().col_value
        return [par for nr, par in enumerate(self._par) if vaerdier[nr] > _HALV]

    def forbyd(self, ture: list[list[int]]) -> None:
        """Ingen af dem må være en rundtur for sig."""
        for tur in ture:
            egne = [self._nr[par] for par in combinations(sorted(tur), 2)]
            self._raekke(0.0, len(tur) - 1.0, egne)

    def _raekke(self, mindst: float, hoejst: float, kolonner: list[int]) -> None:
        self._highs.addRow(mindst, hoejst, len(kolonner), kolonner, [1.0] * len(kolonner))


_VALG: dict[str, Any] = {
    "random_seed": FROE,
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": _HALV,  # længder er hele meter
}


def _rundture(kanter: list[tuple[int, int]], steder: int) -> list[list[int]]:
    """Løsningens rundture, hver i den orden, den køres; mindste nummer først."""
    naboer: dict[int, list[int]] = {sted: [] for sted in range(steder)}
    for a, b in kanter:
        naboer[a].append(b)
        naboer[b].append(a)
    ture, sete = [], set[int]()
    for begyndelse in range(steder):
        if begyndelse in sete:
            continue
        tur = [begyndelse]
        sete.add(begyndelse)
        while videre := [n for n in sorted(naboer[tur[-1]]) if n not in sete]:
            tur.append(videre[0])
            sete.add(videre[0])
        ture.append(tur)
    return ture


def _fra_det_taenkte_sted(tur: list[int], taenkt: int) -> list[int]:
    """Turen åbnet ved det tænkte sted, i den retning, der begynder først på listen."""
    plads = tur.index(taenkt)
    rute = tur[plads + 1 :] + tur[:plads]
    return rute if rute[0] < rute[-1] else rute[::-1]
