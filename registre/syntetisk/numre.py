"""CPR-numre, som ingen rigtig person har: dag + 60, cifrene for århundredet og kønnet rigtige."""

from __future__ import annotations

import numpy as np

from registre.syntetisk.kalender import Heltal, Sandheder, aar_maaned_dag
from registre.syntetisk.terninger import Terning

_PLADSER = 2000
"""Løbenumre pr. fødselsdag og køn: fire syvende cifre à 500."""
_SPRING = 1237
"""Primisk med 2000, så springet rammer hver plads én gang."""


class ForMangeFoedte(ValueError):
    """Flere fødte på samme dag, end der er numre til."""


def cpr_numre(rng: Terning, foedt: Heltal, kvinde: Sandheder) -> Heltal:
    """Et nummer pr. person, alle forskellige; fødselsdage fra 1900 til 2036."""
    aar, maaned, dag = aar_maaned_dag(foedt)
    loebenr = (
        _nummer_i_gruppen(foedt * 2 + kvinde) * _SPRING + foedt * 739 + rng.integers(_PLADSER)
    ) % _PLADSER
    syvende = loebenr // 500 + np.where(aar >= 2000, 4, 0)
    sidste_tre = loebenr % 500 * 2 + np.where(kvinde, 0, 1)
    foran = (dag + 60) * 10_000 + maaned * 100 + aar % 100
    numre: Heltal = foran * 10_000 + syvende * 1000 + sidste_tre
    return numre


def _nummer_i_gruppen(gruppe: Heltal) -> Heltal:
    """0, 1, 2 … inden for hver gruppe, i rækkefølge."""
    orden = np.argsort(gruppe, kind="stable")
    sorteret = gruppe[orden]
    ny = np.r_[True, sorteret[1:] != sorteret[:-1]] if len(gruppe) else np.zeros(0, dtype=bool)
    begyndelse = np.maximum.accumulate(np.where(ny, np.arange(len(gruppe)), 0))
    nummer = np.empty(len(gruppe), dtype=np.int64)
    nummer[orden] = np.arange(len(gruppe)) - begyndelse
    if len(gruppe) and nummer.max() >= _PLADSER:
        raise ForMangeFoedte("Der er flere fødte på én dag, end der er CPR-numre til.")
    return nummer
