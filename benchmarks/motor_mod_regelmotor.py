"""Motoren mod de samme 17 reglers afgørelser i zen-engine, med opslag pr. person i Python."""

from __future__ import annotations

from pathlib import Path

from benchmarks.maaling import Maaling
from benchmarks.motor_mod_personvis import maal_mod


def maal(mappe: Path) -> list[Maaling]:
    """Motoren mod regelmotoren zen-engine: målet er 25 gange så hurtig pr. sag."""
    return maal_mod("motor-mod-regelmotor", "regelmotor", "zen-engine", mappe, gange=25)
