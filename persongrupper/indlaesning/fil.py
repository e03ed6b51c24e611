"""En CSV-fil læst til rækker: alle fejl findes på én gang, og ingen af dem gentager et CPR-nummer.

Filen er UTF-8 med semikolon, netop de kolonner, slagsen har, og datoer som ``2026-11-22``.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from persongrupper.models import Aktivitetstype, Slags
from registre.cpr.numre import Cpr, er_cpr

KOLONNER: dict[str, tuple[str, ...]] = {
    Slags.BRUTTOMAALGRUPPE: ("kommunekode", "cpr", "fra", "til"),
    Slags.AKTIVITET: ("kommunekode", "cpr", "type", "fra", "til", "timer"),
}
HOEJST = 100_000
"""Rækker i en fil."""
STOERSTE_TIMETAL = 100_000
_DAGE_I_EN_MAANED = 31


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
    fra: date
    til: date | None
    type: str = ""
    timer: int = 0


@dataclass(frozen=True, slots=True)
class Fil:
    """En hel, læst fil med sit fingeraftryk."""

    slags: Slags
    sha256: str
    raekker: tuple[Raekke, ...]


class _Fejl(Exception):
    """En celle kan ikke bruges."""


def laes(indhold: bytes, slags: Slags, kommune: str, i_dag: date) -> Fil:
    """Hele filen; ``FilAfvist`` med rækkens nummer og grunden for hver fejl."""
    linjer = _linjer(indhold)
    hoved = next(linjer, [])
    kolonner = KOLONNER[slags]
    if tuple(navn.strip() for navn in hoved) != kolonner:
        raise FilAfvist(f"Række 1: Overskriften skal være “{';'.join(kolonner)}”.")
    raekker, fejl = [], []
    for nr, celler in enumerate(linjer, start=2):
        try:
            raekker.append(_raekke(nr, celler, kolonner, kommune, i_dag))
        except _Fejl as grund:
            fejl.append(f"Række {nr}: {grund}")
    fejl += _gentagne(raekker)
    if not raekker and not fejl:
        raise FilAfvist("Filen har ingen rækker.")
    if fejl:
        raise FilAfvist(*fejl)
    return Fil(slags, hashlib.sha256(indhold).hexdigest(), tuple(raekker))


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


def _raekke(
    nr: int, celler: Sequence[str], kolonner: Sequence[str], kommune: str, i_dag: date
) -> Raekke:
    if len(celler) != len(kolonner):
        raise _Fejl(f"Der skal være {len(kolonner)} felter, men der er {len(celler)}.")
    felter = dict(zip(kolonner, (celle.strip() for celle in celler), strict=True))
    if felter["kommunekode"] != kommune:
        raise _Fejl(f"Kommunekoden skal være {kommune}.")
    fra = _dato("fra", felter["fra"], i_dag)
    til = _dato("til", felter["til"], i_dag) if felter["til"] else None
    if til is not None and til < fra:
        raise _Fejl("Slutdatoen ligger før startdatoen.")
    return Raekke(
        nr, _cpr(felter["cpr"]), fra, til, _type(felter.get("type")), _timer(felter.get("timer"))
    )


def _cpr(tekst: str) -> Cpr:
    if not er_cpr(tekst):
        raise _Fejl("CPR-nummeret skal være ti cifre uden bindestreg.")
    if settings.DEMO and int(tekst[:2]) <= _DAGE_I_EN_MAANED:
        raise _Fejl("I demonstrationen findes kun opdigtede numre: dagen er lagt 60 til.")
    return Cpr(tekst)


def _dato(felt: str, tekst: str, i_dag: date) -> date:
    try:
        dag = date.fromisoformat(tekst) if len(tekst) == len("2026-11-22") else None
    except ValueError:
        dag = None
    if dag is None:
        raise _Fejl(f"“{felt}” skal være en dato, fx 2026-11-22.")
    if dag > i_dag:
        raise _Fejl(f"“{felt}” ligger frem i tiden.")
    return dag


def _type(tekst: str | None) -> str:
    if tekst is not None and tekst not in Aktivitetstype.values:
        raise _Fejl(f"“type” skal være en af {', '.join(Aktivitetstype.values)}.")
    return tekst or ""


def _timer(tekst: str | None) -> int:
    if tekst is None:
        return 0
    if not (tekst.isascii() and tekst.isdigit() and int(tekst[:7]) <= STOERSTE_TIMETAL):
        raise _Fejl("“timer” skal være et helt antal timer.")
    return int(tekst)


def _gentagne(raekker: Sequence[Raekke]) -> list[str]:
    """En række, der siger noget om det samme som en tidligere."""
    foerst: dict[object, int] = {}
    fejl = []
    for raekke in raekker:
        noegle = (raekke.cpr, raekke.type, raekke.fra if raekke.type else None)
        tidligere = foerst.setdefault(noegle, raekke.nr)
        if tidligere != raekke.nr:
            fejl.append(f"Række {raekke.nr}: Den samme borger står også i række {tidligere}.")
    return fejl
