"""En kursusliste læst til rækker: alle fejl findes på én gang, og ingen gentager et CPR-nummer.

Filen er UTF-8 med semikolon, netop kolonnerne i ``KOLONNER``, og datoer som ``2026-11-22``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from adgang.cpr_i_tekst import rummer_cpr
from registre.cpr.numre import Cpr, er_cpr
from registre.hel_fil import CelleAfvist, Raekkefejl, iso_dato, laes_hele

KOLONNER = ("cpr", "kursus", "afsluttet")
HOEJST = 20_000
"""Rækker i en fil."""
LAENGSTE_NAVN = 80
_DAGE_I_EN_MAANED = 31


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


def laes(indhold: bytes, i_dag: date) -> Fil:
    """Hele filen; ``FilAfvist`` med rækkens nummer og grunden for hver fejl."""
    raekker = laes_hele(
        indhold, KOLONNER, HOEJST, lambda nr, celler: _raekke(nr, celler, i_dag), _gentagne
    )
    return Fil(hashlib.sha256(indhold).hexdigest(), tuple(raekker))


def _raekke(nr: int, celler: Sequence[str], i_dag: date) -> Raekke:
    cpr, kursus, afsluttet = celler
    return Raekke(nr, _cpr(cpr), _kursus(kursus), _dato(afsluttet, i_dag))


def _cpr(tekst: str) -> Cpr:
    if not er_cpr(tekst):
        raise CelleAfvist("CPR-nummeret skal være ti cifre uden bindestreg.")
    if settings.DEMO and int(tekst[:2]) <= _DAGE_I_EN_MAANED:
        raise CelleAfvist("I demonstrationen findes kun opdigtede numre: dagen er lagt 60 til.")
    return Cpr(tekst)


def _kursus(tekst: str) -> str:
    if not tekst:
        raise CelleAfvist("“kursus” er tomt.")
    if len(tekst) > LAENGSTE_NAVN or not tekst.isprintable():
        raise CelleAfvist(f"“kursus” må højst fylde {LAENGSTE_NAVN} tegn på én linje.")
    if rummer_cpr(tekst):
        raise CelleAfvist("“kursus” må ikke rumme et CPR-nummer.")
    return tekst


def _dato(tekst: str, i_dag: date) -> date:
    dag = iso_dato("afsluttet", tekst)
    if dag > i_dag:
        raise CelleAfvist("“afsluttet” ligger frem i tiden.")
    return dag


def _gentagne(raekker: Sequence[Raekke]) -> list[Raekkefejl]:
    """En række, der siger det samme som en tidligere."""
    foerst: dict[object, int] = {}
    fejl = []
    for raekke in raekker:
        tidligere = foerst.setdefault((raekke.cpr, raekke.kursus, raekke.afsluttet), raekke.nr)
        if tidligere != raekke.nr:
            fejl.append((raekke.nr, f"Den samme afslutning står også i række {tidligere}."))
    return fejl
