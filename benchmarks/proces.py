"""Et forløb målt udefra: en hel barneproces med tid og hukommelse."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROD = Path(__file__).resolve().parent.parent
SETTINGS = "portal.settings"
FEJLENS_SLUT = 2_000
"""Så meget af det, et fejlet barn skrev, kommer med."""


@dataclass(frozen=True, slots=True)
class Forloeb:
    """Barnets tid på uret, dets højeste hukommelse (RSS) og det, det skrev."""

    sekunder: float
    mb: float
    svar: str


class BarnetFejlede(Exception):
    """Barneprocessen endte ikke med 0."""


def koer(argumenter: Sequence[str], miljoe: Mapping[str, str] | None = None) -> Forloeb:
    """Kør ``python <argumenter>`` fra roden, og mål hele processen; ``miljoe`` lægges til vores.

    Kaster ``BarnetFejlede``, når den ikke ender med 0.
    """
    with tempfile.TemporaryFile() as fejl:
        begyndt = time.perf_counter()
        barn = subprocess.Popen(
            [sys.executable, *argumenter],
            cwd=ROD,
            env={
                **os.environ,
                "DEMO": "true",
                "DJANGO_SETTINGS_MODULE": SETTINGS,
                **(miljoe or {}),
            },
            stdout=subprocess.PIPE,
            stderr=fejl,
            text=True,
        )
        svar = barn.stdout.read() if barn.stdout else ""
        _, tilstand, forbrug = os.wait4(barn.pid, 0)
        sekunder = time.perf_counter() - begyndt
        barn.returncode = os.waitstatus_to_exitcode(tilstand)
        if barn.returncode:
            fejl.seek(0)
            slut = fejl.read().decode(errors="replace")[-FEJLENS_SLUT:]
            kommando = " ".join(argumenter)
            raise BarnetFejlede(f"{kommando} endte med {barn.returncode}.\n{slut}")
    return Forloeb(sekunder, forbrug.ru_maxrss / 1024, svar)
