"""Hvad en nat koster på det nationale udtræk: tid og hukommelse."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from benchmarks.danmark import DAG
from benchmarks.maaling import Maaling
from benchmarks.proces import koer

_GANGE = 3


def maal(mappe: Path) -> list[Maaling]:
    """Natten med --kun-beregn – hele processen, efter en opvarmning."""
    with tempfile.TemporaryDirectory() as ud:
        filer = ("--resultat", f"{ud}/udfald.csv", "--status", f"{ud}/status.csv")
        kommando = ["manage.py", "samkoer", "--udtraek", str(mappe), "--dato", DAG.isoformat()]
        forloeb = [koer([*kommando, *filer, "--kun-beregn"]) for _ in range(_GANGE + 1)][1:]
    omfatter = "manage.py samkoer --kun-beregn – hele processen med begge resultatfiler"
    return [
        Maaling("samkoer-sekunder", omfatter, median(f.sekunder for f in forloeb), "s"),
        Maaling("samkoer-hukommelse", omfatter, max(f.mb for f in forloeb), "MB", maal=1024),
    ]
