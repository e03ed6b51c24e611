"""Husstandene: hvem får hvilken ydelse i hvilken kommune, og hvem bor de sammen med."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from registre.syntetisk.kalender import AAR, Heltal, Sandheder
from registre.syntetisk.kommuner import Kommune
from registre.syntetisk.terninger import Spand, Terning, heltal, vaegtet


@dataclass(frozen=True, slots=True)
class Profil:
    """Modtagerne af én ydelse: andel, aldersspænd, andel i par og andel indvandrede."""

    kle: str
    andel: float
    yngst: int
    aeldst: int
    par: float
    indvandret: float
    forsoerger: bool


PROFILER = (
    Profil("32.24.04", 0.45, 30, 65, 0.30, 0.30, forsoerger=True),
    Profil("32.24.08", 0.02, 24, 58, 0.42, 0.10, forsoerger=False),
    Profil("32.24.10", 0.01, 25, 58, 0.35, 0.20, forsoerger=True),
    Profil("32.24.12", 0.06, 30, 65, 0.50, 0.08, forsoerger=False),
    Profil("32.24.28", 0.07, 25, 62, 0.28, 0.15, forsoerger=False),
    Profil("32.24.30", 0.06, 28, 63, 0.45, 0.12, forsoerger=False),
    Profil("32.24.32", 0.23, 18, 29, 0.08, 0.15, forsoerger=True),
    Profil("32.24.48", 0.10, 20, 58, 0.55, 0.97, forsoerger=True),
)

ANDEL_BEGGE_MODTAGER = 0.015
"""Modtagere, hvis ægtefælle også er modtager."""
ANDEL_AFGAAEDE = 0.03
"""Sager ud over de løbende, som blev lukket inden kørselsdagen."""
TILGANG_PR_DAG = 0.0006
"""Nye sager pr. dag efter kørselsdagen, i forhold til de løbende."""


@dataclass(frozen=True, slots=True)
class Husstande:
    """Én plads pr. husstand: kommune, ydelse, modtagerens fødselsdag, køn og familie.

    ``afgaaet`` har en sag, der er lukket; ``kommende`` får den først efter kørselsdagen.
    """

    kommune: Heltal
    profil: Heltal
    foedt: Heltal
    kvinde: Sandheder
    indvandret: Sandheder
    par: Sandheder
    boern: Heltal
    afgaaet: Sandheder
    kommende: Sandheder

    @property
    def antal(self) -> int:
        """Antallet af husstande."""
        return len(self.kommune)

    @property
    def forsoergende(self) -> Sandheder:
        """Om ydelsen nedsættes efter en ægtefælles midler."""
        return np.array([profil.forsoerger for profil in PROFILER])[self.profil]


def antal_husstande(personer: int, horisont_dage: int) -> tuple[int, int, int]:
    """Løbende, afgåede og kommende husstande, så der er ``personer`` modtagere på dagen."""
    loebende = personer - round(personer * ANDEL_BEGGE_MODTAGER)
    return (
        loebende,
        round(personer * ANDEL_AFGAAEDE),
        round(personer * TILGANG_PR_DAG * horisont_dage),
    )


def dan_husstande(
    rng: Terning, kommuner: tuple[Kommune, ...], antal: tuple[int, int, int], spand: Spand
) -> Husstande:
    """Træk husstandene; de løbende først, så de afgåede, så de kommende."""
    i_alt = sum(antal)
    nr = np.arange(i_alt)
    profil = vaegtet(rng, [p.andel for p in PROFILER], i_alt)
    yngst, aeldst = np.array([(p.yngst, p.aeldst) for p in PROFILER])[profil].T
    alder = yngst + (aeldst - yngst + 0.99) * rng.beta(1.2, 1.4, i_alt)
    kvinde = rng.random(i_alt) < 0.51
    par = rng.random(i_alt) < np.array([p.par for p in PROFILER])[profil]
    par &= alder >= 20
    return Husstande(
        kommune=vaegtet(rng, [k.tusinder for k in kommuner], i_alt),
        profil=profil,
        foedt=(spand.dato - alder * AAR).astype(np.int64),
        kvinde=kvinde,
        indvandret=rng.random(i_alt) < np.array([p.indvandret for p in PROFILER])[profil],
        par=par,
        boern=_antal_boern(rng, alder, kvinde, par),
        afgaaet=(nr >= antal[0]) & (nr < antal[0] + antal[1]),
        kommende=nr >= antal[0] + antal[1],
    )


def _antal_boern(rng: Terning, alder: np.ndarray, kvinde: Sandheder, par: Sandheder) -> Heltal:
    """Nogle har børn, flest et eller to; de unge færre."""
    chance = np.where(par, 0.74, np.where(kvinde, 0.52, 0.10)) * np.clip((alder - 17) / 14, 0, 1)
    har = rng.random(len(alder)) < chance
    flest = np.where(alder < 24, 1, np.where(alder < 30, 2, 5))
    antal = 1 + vaegtet(rng, (0.36, 0.36, 0.18, 0.07, 0.03), len(alder))
    return np.where(har, np.minimum(antal, flest), 0)


def aegtefaellers_foedsel(rng: Terning, husstande: Husstande, spand: Spand) -> Heltal:
    """Fødselsdage for parrenes anden part: nogle år til eller fra, aldrig under 19 år."""
    foedt = husstande.foedt[husstande.par]
    forskel = (rng.normal(0, 4.0, len(foedt)) * AAR).astype(np.int64)
    foedselsdage: Heltal = np.minimum(
        foedt + forskel, spand.dato - heltal(rng, 19 * AAR, 22 * AAR, len(foedt))
    )
    return foedselsdage
