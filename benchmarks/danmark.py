"""Det nationale udtræk, målingerne kører på: 150.000 ydelsesmodtagere i 98 kommuner."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.proces import ROD, Forloeb, koer

DAG = date(2018, 6, 19)
PERSONER = 150_000
MAPPE = ROD / "var" / "benchmark" / "danmark"
_RESTEN = ("--kommuner", "alle", "--seed", "1", "--dato", DAG.isoformat(), "--overskriv")


def lav(mappe: Path, personer: int = PERSONER) -> Forloeb:
    """Lav udtrækket forfra i ``mappe``, og mål det."""
    return koer(
        ["manage.py", "syntetisk", "--personer", str(personer), *_RESTEN, "--ud", str(mappe)]
    )


def mindre(mappe: Path, personer: int) -> Path:
    """Det samme land med færre modtagere, ved siden af ``mappe``; laves første gang."""
    lille = mappe.with_name(f"{mappe.name}-{personer}")
    if not lille.is_dir():
        lav(lille, personer)
    return lille
