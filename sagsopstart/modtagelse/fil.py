"""En dags ansøgninger som CSV: alle fejl findes på én gang, og en fil med en fejl afvises hel.

Filen er UTF-8 med semikolon: ``cpr;modtaget;ydelse``, fx ``6101900010;2026-11-22;KONTANTHJAELP``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from kontrol.datofelt import TIDLIGST
from registre.cpr.numre import Cpr, er_cpr
from sagsopstart.forms import KUN_OPDIGTEDE, er_opdigtet
from sagsopstart.models import Grundlag
from sagsopstart.modtagelse.modtag import Indkommen

KOLONNER = ("cpr", "modtaget", "ydelse")
HOEJST = 500
"""Ansøgninger i en fil."""
YDELSER = {et.name: et.value for et in Grundlag}


class FilAfvist(Exception):
    """Filen kan ikke bruges, og intet af den er gemt. ``fejl`` er en linje pr. fejl."""

    def __init__(self, *fejl: str) -> None:
        super().__init__(f"Filen er afvist: {len(fejl)} fejl.")
        self.fejl = fejl


class _Fejl(Exception):
    """En celle kan ikke bruges."""


def laes(indhold: bytes, i_dag: date) -> list[Indkommen]:
    """Hele filen; ``FilAfvist`` med rækkens nummer og grunden for hver fejl, aldrig værdien."""
    linjer = _linjer(indhold)
    if tuple(navn.strip() for navn in next(linjer, [])) != KOLONNER:
        raise FilAfvist(f"Række 1: Overskriften skal være “{';'.join(KOLONNER)}”.")
    raekker: list[tuple[int, Indkommen]] = []
    fejl = []
    for nr, celler in enumerate(linjer, start=2):
        try:
            raekker.append((nr, _raekke(celler, i_dag)))
        except _Fejl as grund:
            fejl.append(f"Række {nr}: {grund}")
    fejl += _gentagne(raekker)
    if not raekker and not fejl:
        raise FilAfvist("Filen har ingen rækker.")
    if fejl:
        raise FilAfvist(*fejl)
    return [ny for _, ny in raekker]


def _linjer(indhold: bytes) -> Iterator[list[str]]:
    try:
        tekst = indhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FilAfvist("Filen er ikke UTF-8.") from None
    if "\x00" in tekst:
        raise FilAfvist("Filen er ikke tekst.")
    if tekst.count("\n") > HOEJST + 1:
        raise FilAfvist(f"Filen har mere end {HOEJST} rækker. Del den i flere.")
    try:
        yield from csv.reader(io.StringIO(tekst, newline=""), delimiter=";", strict=True)
    except csv.Error:
        raise FilAfvist("Filen kan ikke læses som CSV: et citationstegn er ikke lukket.") from None


def _raekke(celler: Sequence[str], i_dag: date) -> Indkommen:
    if len(celler) != len(KOLONNER):
        raise _Fejl(f"Der skal være {len(KOLONNER)} felter, men der er {len(celler)}.")
    cpr, modtaget, ydelse = (celle.strip() for celle in celler)
    if not er_cpr(cpr):
        raise _Fejl("CPR-nummeret skal være ti cifre uden bindestreg.")
    if not er_opdigtet(cpr):
        raise _Fejl(f"{KUN_OPDIGTEDE}.")
    if ydelse not in YDELSER:
        raise _Fejl(f"“ydelse” skal være en af {', '.join(YDELSER)}.")
    return Indkommen(Cpr(cpr), _dato(modtaget, i_dag), YDELSER[ydelse])


def _dato(tekst: str, i_dag: date) -> date:
    try:
        dag = date.fromisoformat(tekst) if len(tekst) == len("2026-11-22") else None
    except ValueError:
        dag = None
    if dag is None:
        raise _Fejl("“modtaget” skal være en dato, fx 2026-11-22.")
    if not TIDLIGST <= dag <= i_dag:
        raise _Fejl("“modtaget” skal ligge i år 2000 eller senere og ikke frem i tiden.")
    return dag


def _gentagne(raekker: Sequence[tuple[int, Indkommen]]) -> list[str]:
    foerst: dict[Indkommen, int] = {}
    fejl = []
    for nr, ny in raekker:
        if (tidligere := foerst.setdefault(ny, nr)) != nr:
            fejl.append(f"Række {nr}: Den samme ansøgning står også i række {tidligere}.")
    return fejl
