"""Det nationale udtræk, målingerne kører på: 150.000 ydelsesmodtagere i 98 kommuner."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.proces import ROD, Forloeb, koer

DAG = date(2018, 6, 19)
MAPPE = ROD / "var" / "benchmark" / "danmark"
_STOERRELSE = ("--personer", "150000", "--kommuner", "alle", "--seed", "1")


def lav(mappe: Path) -> Forloeb:
    """Lav udtrækket forfra i ``mappe``, og mål det."""
    ud = ("--dato", DAG.isoformat(), "--ud", str(mappe), "--overskriv")
    return koer(["manage.py", "syntetisk", *_STOERRELSE, *ud])
