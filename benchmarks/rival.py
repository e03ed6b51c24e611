"""Barneproces: DuckDB's tid fra filer til udfald, og tiden over tabeller i hukommelsen.

Skriver én linje JSON: ``fra_filer`` og ``kun_regler`` i sekunder og ``udfald`` i antal.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from benchmarks.duckdb_regler import aabn, find_udfald


def fra_filer(mappe: Path, dag: date) -> tuple[float, int]:
    """Bestand og regler over Parquet-filerne."""
    begyndt = time.perf_counter()
    udfald = find_udfald(aabn(mappe, i_hukommelsen=False), dag)
    return time.perf_counter() - begyndt, len(udfald)


def kun_regler(mappe: Path, dag: date) -> float:
    """Bestand og regler, når alle tabeller er læst ind."""
    forbindelse = aabn(mappe, i_hukommelsen=True)
    begyndt = time.perf_counter()
    find_udfald(forbindelse, dag)
    return time.perf_counter() - begyndt


if __name__ == "__main__":
    argumenter = Path(sys.argv[1]), date.fromisoformat(sys.argv[2])
    sekunder, antal = fra_filer(*argumenter)
    svar = {"fra_filer": sekunder, "kun_regler": kun_regler(*argumenter), "udfald": antal}
    print(json.dumps(svar))
