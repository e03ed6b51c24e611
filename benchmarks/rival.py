"""Barneproces: DuckDB's tid fra filer til udfald, eller tiden over tabeller i hukommelsen.

Skriver én linje JSON: ``sekunder`` og ``udfald`` i antal.
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


def kun_regler(mappe: Path, dag: date) -> tuple[float, int]:
    """Bestand og regler, når alle tabeller er læst ind."""
    forbindelse = aabn(mappe, i_hukommelsen=True)
    begyndt = time.perf_counter()
    udfald = find_udfald(forbindelse, dag)
    return time.perf_counter() - begyndt, len(udfald)


if __name__ == "__main__":
    led = {"fra_filer": fra_filer, "kun_regler": kun_regler}[sys.argv[3]]
    tid, antal = led(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
    print(json.dumps({"sekunder": tid, "udfald": antal}))
