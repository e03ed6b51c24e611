"""En kursusliste læst til rækker: alle fejl findes på én gang, og ingen gentager et CPR-nummer.

Filen er UTF-8 med semikolon, netop kolonnerne i ``KOLONNER``, og datoer som ``2026-11-22``.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from adgang.cpr_i_tekst import rummer_cpr
from registre.cpr.numre import Cpr, er_cpr

KOLONNER = ("cpr", "kursus", "afsluttet")
HOEJST = 20_000
"""Rækker i en fil."""
LAENGSTE_NAVN = 80
_DAGE_I_EN_MAANED = 31
_DATO = "2026-11-22"


class FilAfvist(Exception):
    """Filen kan ikke indlæses, og intet af den er gemt. ``fejl`` er en linje pr. fejl."""

    def __init__(self, *fejl: str) -> None:
        super().__init__(f"Filen er afvist: {len(fejl)} fejl.")
        self.fejl = fejl


@dataclass(frozen=True, slots=True)
class Raekke:
    """En læst række; ``nr`` er linjen i filen, hvor overskriften er linje 1."""

    nr: int
    cpr: Cpr
    kursus: str
    afsluttet: date


@dataclass(frozen=True, slots=True)
class Fil:
    """En hel, læst fil med sit fingeraftryk."""

    sha256: str
    raekker: tuple[Raekke, ...]


class _Fejl(Exception):
    """En celle kan ikke bruges."""


def laes(indhold: bytes, i_dag: date) -> Fil:
    """Hele filen; ``FilAfvist`` med rækkens nummer og grunden for hver fejl."""
    linjer = _linjer(indhold)
    hoved = next(linjer, [])
    if tuple(navn.strip() for navn in hoved) != KOLONNER:
        raise FilAfvist(f"Række 1: Overskriften skal være “{';'.join(KOLONNER)}”.")
    raekker, fejl = [], []
    for nr, celler in enumerate(linjer, start=2):
        try:
            raekker.append(_raekke(nr, celler, i_dag))
        except _Fejl as grund:
            fejl.append(f"Række {nr}: {grund}")
    fejl += _gentagne(raekker)
    if not raekker and not fejl:
        raise FilAfvist("Filen har ingen rækker.")
    if fejl:
        raise FilAfvist(*fejl)
    return Fil(hashlib.sha256(indhold).hexdigest(), tuple(raekker))


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


def _raekke(nr: int, celler: Sequence[str], i_dag: date) -> Raekke:
    if len(celler) != len(KOLONNER):
        raise _Fejl(f"Der skal være {len(KOLONNER)} felter, men der er {len(celler)}.")
    cpr, kursus, afsluttet = (celle.strip() for celle in celler)
    return Raekke(nr, _cpr(cpr), _kursus(kursus), _dato(afsluttet, i_dag))


def _cpr(tekst: str) -> Cpr:
    if not er_cpr(tekst):
        raise _Fejl("CPR-nummeret skal være ti cifre uden bindestreg.")
    if settings.DEMO and int(tekst[:2]) <= _DAGE_I_EN_MAANED:
        raise _Fejl("I demonstrationen findes kun opdigtede numre: dagen er lagt 60 til.")
    return Cpr(tekst)


def _kursus(tekst: str) -> str:
    if not tekst:
        raise _Fejl("“kursus” er tomt.")
    if len(tekst) > LAENGSTE_NAVN or not tekst.isprintable():
        raise _Fejl(f"“kursus” må højst fylde {LAENGSTE_NAVN} tegn på én linje.")
    if rummer_cpr(tekst):
        raise _Fejl("“kursus” må ikke rumme et CPR-nummer.")
    return tekst


def _dato(tekst: str, i_dag: date) -> date:
    try:
        dag = date.fromisoformat(tekst) if len(tekst) == len(_DATO) else None
    except ValueError:
        dag = None
    if dag is None:
        raise _Fejl(f"“afsluttet” skal være en dato, fx {_DATO}.")
    if dag > i_dag:
        raise _Fejl("“afsluttet” ligger frem i tiden.")
    return dag


def _gentagne(raekker: Sequence[Raekke]) -> list[str]:
    """En række, der siger det samme som en tidligere."""
    foerst: dict[object, int] = {}
    fejl = []
    for raekke in raekker:
        tidligere = foerst.setdefault((raekke.cpr, raekke.kursus, raekke.afsluttet), raekke.nr)
        if tidligere != raekke.nr:
            fejl.append(f"Række {raekke.nr}: Den samme afslutning står også i række {tidligere}.")
    return fejl
