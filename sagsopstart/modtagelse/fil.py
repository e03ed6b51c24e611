"""En dags ansøgninger som CSV: alle fejl findes på én gang, og en fil med en fejl afvises hel.

Filen er UTF-8 med semikolon: ``cpr;modtaget;ydelse``, fx ``6101900010;2026-11-22;KONTANTHJAELP``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kontrol.datofelt import TIDLIGST
from registre.cpr.numre import Cpr, er_cpr
from registre.hel_fil import CelleAfvist, Raekkefejl, iso_dato, laes_hele
from sagsopstart.forms import KUN_OPDIGTEDE, er_opdigtet
from sagsopstart.models import Grundlag
from sagsopstart.modtagelse.modtag import Indkommen

KOLONNER = ("cpr", "modtaget", "ydelse")
HOEJST = 500
"""Ansøgninger i en fil."""
YDELSER = {et.name: et.value for et in Grundlag}


def laes(indhold: bytes, i_dag: date) -> list[Indkommen]:
    """Hele filen; ``FilAfvist`` med rækkens nummer og grunden for hver fejl, aldrig værdien."""
    raekker = laes_hele(
        indhold, KOLONNER, HOEJST, lambda nr, celler: (nr, _raekke(celler, i_dag)), _gentagne
    )
    return [ny for _, ny in raekker]


def _raekke(celler: Sequence[str], i_dag: date) -> Indkommen:
    cpr, modtaget, ydelse = celler
    if not er_cpr(cpr):
        raise CelleAfvist("CPR-nummeret skal være ti cifre uden bindestreg.")
    if not er_opdigtet(cpr):
        raise CelleAfvist(f"{KUN_OPDIGTEDE}.")
    if ydelse not in YDELSER:
        raise CelleAfvist(f"“ydelse” skal være en af {', '.join(YDELSER)}.")
    return Indkommen(Cpr(cpr), _dato(modtaget, i_dag), YDELSER[ydelse])


def _dato(tekst: str, i_dag: date) -> date:
    dag = iso_dato("modtaget", tekst)
    if not TIDLIGST <= dag <= i_dag:
        raise CelleAfvist("“modtaget” skal ligge i år 2000 eller senere og ikke frem i tiden.")
    return dag


def _gentagne(raekker: Sequence[tuple[int, Indkommen]]) -> list[Raekkefejl]:
    foerst: dict[Indkommen, int] = {}
    fejl = []
    for nr, ny in raekker:
        if (tidligere := foerst.setdefault(ny, nr)) != nr:
            fejl.append((nr, f"Den samme ansøgning står også i række {tidligere}."))
    return fejl
