"""Barneproces: de 17 regler som en almindelig Python-løkke over personerne.

Reglerne er den uafhængige udgaves (``tests/uafhaengig``), skrevet ud fra regelteksterne alene.
Kun det, der dér gennemgår hver dag eller hele tabellen igen og igen, er her slået op på forhånd.
Skriver én linje JSON: ``sekunder``, ``sager`` og ``udfald``.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from benchmarks.personvis.laes import laes
from benchmarks.personvis.opslag import OrdnedeRegistre, find_sager, opslag_paa
from tests.uafhaengig.grundlag import Fund, Sag, plus_aar
from tests.uafhaengig.opslag import Registre
from tests.uafhaengig.regel_boern import _skilles
from tests.uafhaengig.regler import REGLER, _udfoer

Udfald = tuple[str, str, str, str, str, str, str]


def barn_flytter(reg: Registre, sag: Sag, cpr: str) -> Fund:
    """Reglen, spurgt på de dage, hvor en adresse begynder eller ophører, og ikke på alle."""
    fund = Fund()
    for barn in reg.boern(cpr):
        foedt = reg.foedselsdato(barn)
        for dag in cast("OrdnedeRegistre", reg).skiftedage(cpr, barn, sag):
            if not _skilles(reg, cpr, barn, dag):
                continue
            if foedt is None:
                fund.note = True
            elif dag < plus_aar(foedt, 18):
                fund.udfald.append((dag, f"{barn}|{dag}"))
    return fund


_REGLER = [
    replace(regel, find=barn_flytter) if regel.slug == "barn_flytter" else regel for regel in REGLER
]


def find_udfald(mappe: Path, dag: date) -> tuple[list[Udfald], int]:
    """Resultatfilens udfald og antallet af sager: læs, find bestanden, gå personerne igennem."""
    reg = OrdnedeRegistre(laes(mappe), dag)
    sager = find_sager(reg)
    return sorted({udfald for sag in sager for udfald in _sagens(reg, sag)}), len(sager)


def _sagens(reg: Registre, sag: Sag) -> Iterator[Udfald]:
    allerede: set[str] = set()
    for rolle, cpr in opslag_paa(reg, sag):
        for regel in _REGLER:
            if sag.kle not in (regel.ym if rolle == "YM" else regel.aef):
                continue
            fundet = _udfoer(reg, sag, regel, cpr).udfald or {}
            if regel.slug == "barn_flytter":
                fundet = {noegle: d for noegle, d in fundet.items() if noegle not in allerede}
                allerede |= set(fundet)
            for noegle, d in fundet.items():
                hoved = (sag.kommunekode, sag.sag_id, regel.slug, rolle, cpr)
                yield (*hoved, d.isoformat(), noegle)


if __name__ == "__main__":
    begyndt = time.perf_counter()
    raekker, sager = find_udfald(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
    svar = {"sekunder": time.perf_counter() - begyndt, "sager": sager, "udfald": len(raekker)}
    print(json.dumps(svar))
