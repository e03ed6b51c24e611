"""Dage og måneder som heltal: dage siden 1. januar 1970 og måneder siden januar 1970."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

Heltal = npt.NDArray[np.int64]
Sandheder = npt.NDArray[np.bool_]

ALDRIG: Final = 1_000_000
"""En dag, der ikke kommer: bliver til null i en datokolonne."""
AAR: Final = 365.25
_BEGYNDELSE = date(1970, 1, 1)


def dagnummer(dag: date) -> int:
    """Dage siden 1. januar 1970."""
    return (dag - _BEGYNDELSE).days


def som_dato(dagnr: int) -> date:
    """Datoen for et dagnummer."""
    return _BEGYNDELSE + timedelta(days=dagnr)


def maaned(dage: Heltal) -> Heltal:
    """Måneder siden januar 1970."""
    return dage.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def maanedsnummer(dag: date) -> int:
    """Månedens nummer for en enkelt dato."""
    return (dag.year - 1970) * 12 + dag.month - 1


def foerste_dag(maaneder: Heltal) -> Heltal:
    """Månedernes første dag."""
    return maaneder.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def sidste_dag(maaneder: Heltal) -> Heltal:
    """Månedernes sidste dag."""
    return foerste_dag(maaneder + 1) - 1


def sidste_hverdag(maaneder: Heltal) -> Heltal:
    """Månedernes sidste hverdag: den dag, løn og ydelser udbetales."""
    dage = sidste_dag(maaneder).astype("datetime64[D]")
    return np.busday_offset(dage, 0, roll="backward").astype(np.int64)


def aar_maaned_dag(dage: Heltal) -> tuple[Heltal, Heltal, Heltal]:
    """Årstal, måned (1–12) og dag i måneden."""
    maaneder = maaned(dage)
    return maaneder // 12 + 1970, maaneder % 12 + 1, dage - foerste_dag(maaneder) + 1
