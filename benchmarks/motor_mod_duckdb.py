"""Motoren mod de samme regler som håndskrevet SQL i DuckDB, på de samme filer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.danmark import DAG
from benchmarks.maaling import Maaling
from benchmarks.proces import koer

_GANGE = 7
_HELE = (
    "hele processen fra Parquet til udfald – motoren med kontrol af hver række og regnskab, "
    "DuckDB kun bestand og regler"
)
_KUN_REGLER = (
    "bestand og regler over tabeller i hukommelsen – motorens er læst og kontrolleret, "
    "DuckDB's er indlæst"
)


@dataclass(frozen=True, slots=True)
class Tid:
    """En barneproces: hele dens tid, den tid, den selv målte, og motorens antal sager."""

    hele: float
    egen: float
    sager: int = 0


def maal(mappe: Path) -> list[Maaling]:
    """Motoren mod DuckDB: skiftevis, hver i sin proces, efter en opvarmning af begge."""
    hele, kun = _par("fra_filer", mappe), _par("kun_regler", mappe)
    return [
        _sammenlign("motor-mod-duckdb", _HELE, [(a.hele, b.hele) for a, b in hele], maal=1.0),
        _sammenlign("regler-mod-duckdb", _KUN_REGLER, [(a.egen, b.egen) for a, b in kun]),
    ]


def _par(led: str, mappe: Path) -> list[tuple[Tid, Tid]]:
    return [(tid("motor", mappe, led), tid("rival", mappe, led)) for _ in range(_GANGE + 1)][1:]


def tid(modul: str, mappe: Path, led: str) -> Tid:
    """Modulets barneproces, målt udefra og indefra."""
    forloeb = koer(["-m", f"benchmarks.{modul}", str(mappe), DAG.isoformat(), led])
    svar = json.loads(forloeb.svar.splitlines()[-1])
    return Tid(forloeb.sekunder, svar["sekunder"], svar.get("sager", 0))


def _sammenlign(
    navn: str, omfatter: str, par: list[tuple[float, float]], maal: float | None = None
) -> Maaling:
    vores, deres = median(a for a, _ in par), median(b for _, b in par)
    return Maaling(navn, omfatter, vores, "s", deres, median(a / b for a, b in par), maal)
