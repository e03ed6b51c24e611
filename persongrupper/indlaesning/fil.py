"""En CSV-fil læst til rækker: alle fejl findes på én gang, og ingen af dem gentager et CPR-nummer.

Filen er UTF-8 med semikolon, netop de kolonner, slagsen har, og datoer som ``2026-11-22``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from adgang.filmodtager import MB
from persongrupper.models import Aktivitetstype, Slags
from registre.cpr.numre import Cpr, er_cpr
from registre.hel_fil import CelleAfvist, Raekkefejl, iso_dato, laes_hele

KOLONNER: dict[str, tuple[str, ...]] = {
    Slags.BRUTTOMAALGRUPPE: ("kommunekode", "cpr", "fra", "til"),
    Slags.AKTIVITET: ("kommunekode", "cpr", "type", "fra", "til", "timer"),
}
HOEJST = 100_000
"""Rækker i en fil."""
STOERST = 8 * MB
"""Bytes i en fil: 100.000 aktiviteter fylder omkring 6 MB."""
STOERSTE_TIMETAL = 100_000
_DAGE_I_EN_MAANED = 31


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


def laes(indhold: bytes, slags: Slags, kommune: str, i_dag: date) -> Fil:
    """Hele filen; ``FilAfvist`` med rækkens nummer og grunden for hver fejl."""
    kolonner = KOLONNER[slags]

    def en_raekke(nr: int, celler: list[str]) -> Raekke:
        return _raekke(nr, dict(zip(kolonner, celler, strict=True)), kommune, i_dag)

    raekker = laes_hele(indhold, kolonner, HOEJST, en_raekke, _gentagne)
    return Fil(slags, hashlib.sha256(indhold).hexdigest(), tuple(raekker))


def _raekke(nr: int, felter: Mapping[str, str], kommune: str, i_dag: date) -> Raekke:
    if felter["kommunekode"] != kommune:
        raise CelleAfvist(f"Kommunekoden skal være {kommune}.")
    fra = _dato("fra", felter["fra"], i_dag)
    til = _dato("til", felter["til"], i_dag) if felter["til"] else None
    if til is not None and til < fra:
        raise CelleAfvist("Slutdatoen ligger før startdatoen.")
    return Raekke(
        nr, _cpr(felter["cpr"]), fra, til, _type(felter.get("type")), _timer(felter.get("timer"))
    )


def _cpr(tekst: str) -> Cpr:
    if not er_cpr(tekst):
        raise CelleAfvist("CPR-nummeret skal være ti cifre uden bindestreg.")
    if settings.DEMO and int(tekst[:2]) <= _DAGE_I_EN_MAANED:
        raise CelleAfvist("I demonstrationen findes kun opdigtede numre: dagen er lagt 60 til.")
    return Cpr(tekst)


def _dato(felt: str, tekst: str, i_dag: date) -> date:
    dag = iso_dato(felt, tekst)
    if dag > i_dag:
        raise CelleAfvist(f"“{felt}” ligger frem i tiden.")
    return dag


def _type(tekst: str | None) -> str:
    if tekst is not None and tekst not in Aktivitetstype.values:
        raise CelleAfvist(f"“type” skal være en af {', '.join(Aktivitetstype.values)}.")
    return tekst or ""


def _timer(tekst: str | None) -> int:
    if tekst is None:
        return 0
    if not (tekst.isascii() and tekst.isdigit() and int(tekst[:7]) <= STOERSTE_TIMETAL):
        raise CelleAfvist("“timer” skal være et helt antal timer.")
    return int(tekst)


def _gentagne(raekker: Sequence[Raekke]) -> list[Raekkefejl]:
    """En række, der siger noget om det samme som en tidligere."""
    foerst: dict[object, int] = {}
    fejl = []
    for raekke in raekker:
        noegle = (raekke.cpr, raekke.type, raekke.fra if raekke.type else None)
        tidligere = foerst.setdefault(noegle, raekke.nr)
        if tidligere != raekke.nr:
            fejl.append((raekke.nr, f"Den samme borger står også i række {tidligere}."))
    return fejl
