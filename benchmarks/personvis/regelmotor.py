"""Barneproces: de 17 reglers afgørelse i zen-engine, med data slået op pr. person i Python.

Personerne sendes til motoren i store bundter (``evaluate_batch``): det er dens hurtigste vej.
Skriver én linje JSON: ``sekunder`` for det hele, ``heraf_motoren`` for regelmotorens egne kald,
``sager`` og ``udfald``.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import zen

from benchmarks.personvis.beslutning import beslutning
from benchmarks.personvis.fakta import fakta
from benchmarks.personvis.laes import laes
from benchmarks.personvis.loekke import Udfald
from benchmarks.personvis.opslag import OrdnedeRegistre, find_sager, opslag_paa
from tests.uafhaengig.grundlag import Sag

_BUNDT = 5_000
_NAVN = "natten"


class BeslutningFejlede(Exception):
    """Regelmotoren kunne ikke svare på en persons fakta."""


class Regelmotor:
    """zen-engine med den ene beslutning indlæst, og tiden brugt i den."""

    def __init__(self) -> None:
        self._motor = zen.ZenEngine(
            {"loader": {"type": "static", "content": {_NAVN: beslutning()}}}
        )
        self.sekunder = 0.0

    def afgoer(self, personer: list[dict[str, Any]]) -> list[dict[str, list[dict[str, Any]]]]:
        """Fundene pr. regel for hver person."""
        spoergsmaal: list[zen.EvaluateBatchRequest] = [
            {"key": _NAVN, "context": person} for person in personer
        ]
        begyndt = time.perf_counter()
        svar = self._motor.evaluate_batch(spoergsmaal)
        self.sekunder += time.perf_counter() - begyndt
        if fejl := [et.get("error") for et in svar if not et["success"]]:
            raise BeslutningFejlede(str(fejl[0]))
        return [et["data"]["result"] for et in svar]


def find_udfald(mappe: Path, dag: date) -> tuple[list[Udfald], int]:
    """Resultatfilens udfald og antallet af sager."""
    udfald, sager, _ = _find(mappe, dag)
    return udfald, sager


def _find(mappe: Path, dag: date) -> tuple[list[Udfald], int, float]:
    reg = OrdnedeRegistre(laes(mappe), dag)
    sager, motor = find_sager(reg), Regelmotor()
    fundet: dict[tuple[str, str, str, str], tuple[Udfald, int]] = {}
    for bundt in _bundter(
        (sag, rolle, cpr) for sag in sager for rolle, cpr in opslag_paa(reg, sag)
    ):
        svar = motor.afgoer([fakta(reg, sag, rolle, cpr) for sag, rolle, cpr in bundt])
        for opslag, fund in zip(bundt, svar, strict=True):
            _medtag(fundet, opslag, fund)
    return sorted(raekke for raekke, _ in fundet.values()), len(sager), motor.sekunder


def _bundter(opslag: Iterable[tuple[Sag, str, str]]) -> Iterator[list[tuple[Sag, str, str]]]:
    samlet = list(opslag)
    for nr in range(0, len(samlet), _BUNDT):
        yield samlet[nr : nr + _BUNDT]


def _medtag(
    fundet: dict[tuple[str, str, str, str], tuple[Udfald, int]],
    opslag: tuple[Sag, str, str],
    fund: dict[str, list[dict[str, Any]]],
) -> None:
    """Samme nøgle er ét udfald med den tidligste dag; barnets flytning er én for begge roller."""
    sag, rolle, cpr = opslag
    for led, raekker in fund.items():
        regel = led.partition("__")[0]
        hvem = "" if regel == "barn_flytter" else rolle
        for raekke in raekker:
            plads, nr = (sag.sag_id, regel, hvem, raekke["noegle"]), raekke["dato"]
            if plads in fundet and (not hvem or fundet[plads][1] <= nr):
                continue
            dag = date.fromordinal(nr).isoformat()
            hoved = (sag.kommunekode, sag.sag_id, regel, rolle, cpr)
            fundet[plads] = ((*hoved, dag, raekke["noegle"]), nr)


if __name__ == "__main__":
    begyndt = time.perf_counter()
    raekker, sager, motorens = _find(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
    svar = {
        "sekunder": time.perf_counter() - begyndt,
        "heraf_motoren": motorens,
        "sager": sager,
        "udfald": len(raekker),
    }
    print(json.dumps(svar))
