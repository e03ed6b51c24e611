"""``make benchmark``: mål natten på det nationale udtræk, vis en tabel, og skriv benchmark.json."""

from __future__ import annotations

import sys

from benchmarks import motor_mod_duckdb, natten, syntetisk
from benchmarks.danmark import MAPPE
from benchmarks.maaling import skriv_json
from benchmarks.proces import ROD
from benchmarks.visning import fortael, vis

MAALINGER = (syntetisk.maal, natten.maal, motor_mod_duckdb.maal)
"""Hver måling får udtrækkets mappe og giver sine tal. Den første laver mappen; nye skrives til."""


def main() -> int:
    """Mål det hele; 0, når alle mål er nået, ellers 1."""
    tal = []
    for maal in MAALINGER:
        fortael((maal.__doc__ or "").splitlines()[0].rstrip("."))
        tal += maal(MAPPE)
    vis(tal)
    skriv_json(tal, ROD / "benchmark.json")
    return 0 if all(maaling.naaet for maaling in tal) else 1


if __name__ == "__main__":
    sys.exit(main())
