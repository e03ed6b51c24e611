"""Det nationale udtræk, målingerne kører på: 150.000 ydelsesmodtagere i 98 kommuner."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.proces import Forloeb, koer
from benchmarks.visning import fortael

DAG = date(2018, 6, 19)
_STOERRELSE = ("--personer", "150000", "--kommuner", "alle", "--seed", "1")


def nationalt(rod: Path) -> Path:
    """Mappen med udtrækket; den laves, hvis den ikke findes."""
    mappe = rod / "var" / "benchmark" / "danmark"
    if not (mappe / "eindkomst.parquet").exists():
        fortael("Laver det nationale udtræk")
        lav(mappe)
    return mappe


def lav(mappe: Path) -> Forloeb:
    """Lav udtrækket forfra i ``mappe``, og mål det."""
    ud = ("--dato", DAG.isoformat(), "--ud", str(mappe), "--overskriv")
    return koer(["manage.py", "syntetisk", *_STOERRELSE, *ud])
