"""``make benchmark``: mål natten på det nationale udtræk, vis en tabel, og skriv benchmark.json."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import motor_mod_duckdb, natten, syntetisk
from benchmarks.danmark import nationalt
from benchmarks.maaling import skriv_json
from benchmarks.visning import fortael, vis

ROD = Path(__file__).resolve().parent.parent
MAALINGER = (syntetisk.maal, natten.maal, motor_mod_duckdb.maal)
"""Hver måling får udtrækkets mappe og giver sine tal; en ny måling skrives her."""


def main() -> int:
    """Mål det hele; 0, når alle mål er nået, ellers 1."""
    mappe = nationalt(ROD)
    tal = []
    for maal in MAALINGER:
        fortael((maal.__doc__ or "").splitlines()[0])
        tal += maal(mappe)
    vis(tal)
    skriv_json(tal, ROD / "benchmark.json")
    return 0 if all(maaling.naaet for maaling in tal) else 1


if __name__ == "__main__":
    sys.exit(main())
