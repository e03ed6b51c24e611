"""Motoren mod dem, der ser på én person ad gangen: mikrosekunder pr. sag fra Parquet til udfald.

Rivalernes tid vokser som antallet af sager, så de måles på et mindre land af samme slags.
Motorens gør ikke: planen koster det samme for ti sager som for ti tusind. Den måles på det fulde
land, som målet gælder, og på det mindre, så begge forhold kan ses.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.danmark import DAG, mindre
from benchmarks.maaling import Maaling
from benchmarks.motor_mod_duckdb import Tid, tid
from benchmarks.proces import koer

PERSONER = 10_000
_GANGE = 3
_ENHED = "µs pr. sag"


@dataclass(frozen=True, slots=True)
class Runde:
    """De tre barneprocesser, skiftevis: motoren på begge lande, rivalen på det lille."""

    fuld: Tid
    lille: Tid
    rival: dict[str, float]


def maal_mod(navn: str, modul: str, hvem: str, mappe: Path, gange: int) -> list[Maaling]:
    """``navn``s tal; målet er, at motoren er ``gange`` gange hurtigere end ``hvem``."""
    lille = mindre(mappe, PERSONER)
    runder = [_runde(modul, mappe, lille) for _ in range(_GANGE)]
    fuld = _pr_sag([r.fuld.egen for r in runder], runder[0].fuld.sager)
    lidt = _pr_sag([r.lille.egen for r in runder], runder[0].lille.sager)
    sager = runder[0].rival["sager"]
    deres = _pr_sag([r.rival["sekunder"] for r in runder], sager)
    ved = f"{hvem} ved {sager} sager; motoren ved {runder[0].fuld.sager}"
    tal = [
        Maaling(navn, ved, fuld, _ENHED, deres, fuld / deres, 1 / gange),
        Maaling(
            f"{navn}-lille",
            f"{hvem} og motoren ved {sager} sager",
            lidt,
            _ENHED,
            deres,
            lidt / deres,
        ),
    ]
    if "heraf_motoren" in runder[0].rival:
        egne = _pr_sag([r.rival["heraf_motoren"] for r in runder], sager)
        alene = f"{ved}; kun tiden i regelmotorens egne kald, uden opslagene"
        tal.append(Maaling(f"{navn}-alene", alene, fuld, _ENHED, egne, fuld / egne))
    return tal


def _pr_sag(sekunder: list[float], sager: float) -> float:
    return median(sekunder) / sager * 1e6


def _runde(modul: str, mappe: Path, lille: Path) -> Runde:
    kald = ["-m", f"benchmarks.personvis.{modul}", str(lille), DAG.isoformat()]
    rival: dict[str, float] = json.loads(koer(kald).svar)
    return Runde(tid("motor", mappe, "fra_filer"), tid("motor", lille, "fra_filer"), rival)
