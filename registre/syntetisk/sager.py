"""Sagerne: hvornår en husstands ydelse begyndte, og hvornår den ophører."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from registre.syntetisk.husstande import Husstande
from registre.syntetisk.kalender import AAR, ALDRIG, Heltal, Sandheder
from registre.syntetisk.terninger import Spand, Terning, heltal

NYE = 0.10
"""Andel af de løbende sager, der er oprettet inden for de seneste fire måneder."""
FIRE_MAANEDER = 125
AFGANG_PR_DAG = 0.0006


@dataclass(frozen=True, slots=True)
class Sagsforloeb:
    """Hver husstands sag: oprettet og lukket (ALDRIG, når den løber)."""

    oprettet: Heltal
    lukket: Heltal

    def luk_ved_afgang(self, senest: Heltal) -> Sagsforloeb:
        """Sagerne, lukket senest de givne dage (ALDRIG eller senere: uændret)."""
        graense = np.where(senest >= ALDRIG, ALDRIG, np.maximum(senest, self.oprettet))
        return Sagsforloeb(self.oprettet, np.minimum(self.lukket, graense))


def dan_sagsforloeb(rng: Terning, husstande: Husstande, spand: Spand, slut: int) -> Sagsforloeb:
    """Sagernes begyndelse og ophør; ``slut`` er horisontens sidste dag."""
    antal = husstande.antal
    gammel = spand.dato - FIRE_MAANEDER - (rng.exponential(2.6 * AAR, antal)).astype(np.int64)
    ny = spand.dato - heltal(rng, 20, FIRE_MAANEDER, antal)
    oprettet = np.where(rng.random(antal) < NYE, ny, gammel)
    oprettet = np.maximum(oprettet, husstande.foedt + int(18 * AAR))
    oprettet = np.minimum(oprettet, spand.dato - 1)
    kommer = heltal(rng, spand.dato + 1, max(slut, spand.dato + 1), antal)
    lukket = np.where(husstande.afgaaet, spand.dato - heltal(rng, 1, 300, antal), ALDRIG)
    lukket = np.where(husstande.afgaaet, np.maximum(lukket, oprettet), lukket)
    ophoerer = rng.random(antal) < AFGANG_PR_DAG * (slut - spand.dato)
    ophoer = heltal(rng, spand.dato + 1, max(slut, spand.dato + 1), antal)
    lukket = np.where(ophoerer & ~husstande.kommende, np.minimum(lukket, ophoer), lukket)
    return Sagsforloeb(np.where(husstande.kommende, kommer, oprettet), lukket)


def sikre(husstande: Husstande, sager: Sagsforloeb, spand: Spand) -> Sandheder:
    """Husstande, hvor en ny hændelse med sikkerhed er inden for vinduet og reglernes ydelser."""
    gammel = sager.oprettet < spand.dato - FIRE_MAANEDER
    valgt: Sandheder = gammel & (sager.lukket == ALDRIG) & husstande.forsoergende
    return valgt
