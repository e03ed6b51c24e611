"""Fra enkelte dage til sammenhængende perioder: hver række varer til personens næste."""

from __future__ import annotations

import numpy as np

from registre.syntetisk.kalender import ALDRIG, Heltal


def orden(person: Heltal, fra: Heltal) -> Heltal:
    """Rækkefølgen efter person og dag; af flere rækker samme dag kun den sidst tilføjede."""
    sorteret = np.lexsort((np.arange(len(person)), fra, person))
    p, f = person[sorteret], fra[sorteret]
    sidste = np.ones(len(p), dtype=bool)
    sidste[:-1] = (p[1:] != p[:-1]) | (f[1:] != f[:-1])
    return sorteret[sidste]


def til_naeste(person: Heltal, fra: Heltal) -> Heltal:
    """Sidste dag i hver periode: dagen før personens næste række, ellers ALDRIG (sorteret)."""
    til = np.full(len(person), ALDRIG)
    samme = person[1:] == person[:-1]
    til[:-1][samme] = fra[1:][samme] - 1
    return til
