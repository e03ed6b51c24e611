"""Et forløb målt udefra: en hel barneproces med tid og hukommelse."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROD = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Forloeb:
    """Barnets tid på uret, dets højeste hukommelse (RSS) og det, det skrev."""

    sekunder: float
    mb: float
    svar: str


class BarnetFejlede(Exception):
    """Barneprocessen endte ikke med 0."""


def koer(argumenter: Sequence[str]) -> Forloeb:
    """Kør ``python <argumenter>`` fra roden, og mål hele processen.

    Kaster ``BarnetFejlede``, når den ikke ender med 0.
    """
    begyndt = time.perf_counter()
    barn = subprocess.Popen(
        [sys.executable, *argumenter],
        cwd=ROD,
        env={**os.environ, "DEMO": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    svar = barn.stdout.read() if barn.stdout else ""
    _, tilstand, forbrug = os.wait4(barn.pid, 0)
    barn.returncode = os.waitstatus_to_exitcode(tilstand)
    if barn.returncode:
        raise BarnetFejlede(f"{' '.join(argumenter)} endte med {barn.returncode}.")
    return Forloeb(time.perf_counter() - begyndt, forbrug.ru_maxrss / 1024, svar)
