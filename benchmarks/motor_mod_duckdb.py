"""Motoren mod de samme regler som håndskrevet SQL i DuckDB, på de samme filer."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

from benchmarks.danmark import DAG
from benchmarks.maaling import Maaling
from benchmarks.proces import koer

_GANGE = 7
_FRA_FILER = (
    "fra Parquet til udfald i hukommelsen – motoren med kontrol af hver række og regnskab, "
    "DuckDB kun bestand og regler"
)
_KUN_REGLER = (
    "bestand og regler over tabeller i hukommelsen – motorens er læst og kontrolleret, "
    "DuckDB's er indlæst"
)


def maal(mappe: Path) -> list[Maaling]:
    """Motoren mod DuckDB: skiftevis, hver i sin proces, efter en opvarmning af begge."""
    par = [(_koer("motor", mappe), _koer("rival", mappe)) for _ in range(_GANGE + 1)][1:]
    return [
        _sammenlign("motor-mod-duckdb", _FRA_FILER, par, "fra_filer", maal=1.5),
        _sammenlign("regler-mod-duckdb", _KUN_REGLER, par, "kun_regler", maal=None),
    ]


def _koer(modul: str, mappe: Path) -> dict[str, float]:
    svar = koer(["-m", f"benchmarks.{modul}", str(mappe), DAG.isoformat()]).svar
    tider: dict[str, float] = json.loads(svar.splitlines()[-1])
    return tider


def _sammenlign(
    navn: str,
    omfatter: str,
    par: list[tuple[dict[str, float], dict[str, float]]],
    led: str,
    maal: float | None,
) -> Maaling:
    vores, deres = [a[led] for a, _ in par], [b[led] for _, b in par]
    forhold = median(a / b for a, b in zip(vores, deres, strict=True))
    return Maaling(navn, omfatter, median(vores), "s", median(deres), forhold, maal)
