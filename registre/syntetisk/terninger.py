"""Tilfældigheden i det syntetiske Danmark: én strøm pr. emne, så emnerne ikke påvirker hinanden."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from registre.syntetisk.kalender import AAR, Heltal

Terning = np.random.Generator


def terning(froe: int, emne: str) -> Terning:
    """Emnets egen strøm af tilfældige tal, den samme hver gang for samme frø."""
    traad = np.random.SeedSequence([froe, zlib.crc32(emne.encode())])
    return np.random.Generator(np.random.PCG64(traad))


def vaegtet(rng: Terning, vaegte: Sequence[float] | np.ndarray, antal: int) -> Heltal:
    """``antal`` pladser i listen, trukket efter vægtene."""
    sum_til = np.cumsum(np.asarray(vaegte, dtype=float))
    trukket = rng.random(antal) * sum_til[-1]
    pladser: Heltal = np.searchsorted(sum_til, trukket, side="right").astype(np.int64)
    return pladser


def hyppighed(antal: int) -> np.ndarray:
    """Vægte for en liste i faldende hyppighed (den første er den almindeligste)."""
    vaegte: np.ndarray = 1.0 / (np.arange(antal) + 4.0)
    return vaegte


@dataclass(frozen=True, slots=True)
class Spand:
    """Tidsrummet, hændelser spredes over; ``dato`` er den dag, der køres på (dagnumre)."""

    fra: int
    dato: int
    til: int

    @property
    def aar(self) -> float:
        """Længden i år."""
        return (self.til - self.fra + 1) / AAR


@dataclass(frozen=True, slots=True)
class Haendelser:
    """Hvem (plads i befolkningen) og hvornår (dagnummer); to lige lange rækker."""

    hvem: Heltal
    dag: Heltal


MINDST = 2
NYLIGT = 45


def haendelser(
    rng: Terning, kandidater: Heltal, sikre: Heltal, aarsrate: float, spand: Spand
) -> Haendelser:
    """Højst én hændelse pr. kandidat, spredt jævnt over spandet.

    De første to rammer nogen af de ``sikre`` kandidater inden for de seneste 45 dage, så også
    en lille befolkning viser hver hændelse.
    """
    antal = min(round(len(kandidater) * aarsrate * spand.aar), len(kandidater))
    hvem = rng.choice(kandidater, antal, replace=False) if antal else kandidater[:0]
    dag = rng.integers(spand.fra, spand.til + 1, antal)
    plantede = min(MINDST, len(sikre))
    nye = rng.choice(sikre, plantede, replace=False) if plantede else sikre[:0]
    nye_dage = rng.integers(max(spand.fra, spand.dato - NYLIGT), spand.dato, plantede)
    gamle = ~np.isin(hvem, nye)
    return Haendelser(np.append(nye, hvem[gamle]), np.append(nye_dage, dag[gamle]))


def heltal(rng: Terning, fra: float, til: float, antal: int) -> Heltal:
    """Jævnt fordelte heltal fra og med ``fra`` til og med ``til``."""
    return rng.integers(int(fra), int(til) + 1, antal)
