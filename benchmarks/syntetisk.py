"""Hvad det koster at lave det nationale udtræk."""

from __future__ import annotations

from pathlib import Path

from benchmarks.danmark import lav
from benchmarks.maaling import Maaling


def maal(mappe: Path) -> list[Maaling]:
    """Laver det syntetiske Danmark"""
    forloeb = lav(mappe)
    omfatter = "manage.py syntetisk, 150.000 ydelsesmodtagere – hele processen"
    return [Maaling("syntetisk", omfatter, forloeb.sekunder, "s", maal=60)]
