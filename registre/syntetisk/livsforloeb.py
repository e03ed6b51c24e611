"""Livsforløbet: ankomst, død, udrejse og nyt personnummer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from registre.syntetisk.kalender import AAR, ALDRIG, Heltal
from registre.syntetisk.personer import Personer
from registre.syntetisk.terninger import Spand, Terning, haendelser

OPDAGES_EFTER = 35
"""Dage, før ydelsessystemet ved, at en modtager er død eller rejst."""
AFGANGE = (("80", 0.008), ("20", 0.001), ("70", 0.001), ("05", 0.001))
"""Status ved afgang og dens årlige andel blandt modtagerne."""


@dataclass(frozen=True, slots=True)
class Livsforloeb:
    """Én plads pr. person; dage er ALDRIG, når det ikke er sket.

    ``afgangsstatus`` er pladsen i AFGANGE. ``skiftet`` er dagen, personen fik nyt nummer.
    """

    ankommet: Heltal
    doed: Heltal
    afgaaet: Heltal
    afgangsstatus: Heltal
    skiftet: Heltal

    @property
    def ude(self) -> Heltal:
        """Den dag, personen dør eller forlader landet."""
        return np.minimum(self.doed, self.afgaaet)


def dan_livsforloeb(rng: Terning, personer: Personer, sikre: Heltal, spand: Spand) -> Livsforloeb:
    """Træk livshændelserne; ``sikre`` er pladserne på de modtagere, en hændelse må ramme."""
    nyligt = Spand(spand.dato - OPDAGES_EFTER, spand.dato, spand.til)
    doed, afgaaet, skiftet = (np.full(personer.antal, ALDRIG) for _ in range(3))
    afgangsstatus = np.zeros(personer.antal, dtype=np.int64)
    boern = personer.barn[personer.foedt[personer.barn] < spand.fra]
    sikre_boern = boern[np.isin(personer.husstand[boern], sikre)]
    ingen = sikre[:0]
    for kandidater, planter, rate, rum in (
        (personer.ym, sikre, 0.011, nyligt),
        (personer.aef, ingen, 0.004, spand),
        (boern, sikre_boern, 0.0007, spand),
        (personer.anden, ingen, 0.003, spand),
    ):
        fald = haendelser(rng, kandidater, planter, rate, rum)
        doed[fald.hvem] = fald.dag
    levende = np.setdiff1d(personer.ym, np.flatnonzero(doed < ALDRIG))
    for plads, (_, rate) in enumerate(AFGANGE):
        fald = haendelser(rng, levende, np.intersect1d(levende, sikre), rate, nyligt)
        afgaaet[fald.hvem] = fald.dag
        afgangsstatus[fald.hvem] = plads
        levende = np.setdiff1d(levende, fald.hvem)
    foer_dato = Spand(spand.fra, spand.dato, spand.dato - 1)
    nyt = haendelser(rng, levende, ingen, 0.0015, foer_dato)
    skiftet[nyt.hvem] = nyt.dag
    return Livsforloeb(_ankomst(rng, personer, spand), doed, afgaaet, afgangsstatus, skiftet)


def _ankomst(rng: Terning, personer: Personer, spand: Spand) -> Heltal:
    """Fødselsdagen, eller for indvandrede voksne en dag før spandet; børn ankommer med dem."""
    antal = len(personer.aef_i_husstand)
    voksen = personer.foedt[:antal]
    senest = np.maximum(spand.fra - 30, voksen + 1)
    rejst = voksen + ((senest - voksen) * rng.beta(3, 1, antal)).astype(np.int64)
    hjem = np.where(personer.indvandret[:antal], rejst, -int(200 * AAR))
    ankommet = personer.foedt.copy()
    med = np.concatenate([personer.ym, personer.aef, personer.barn])
    ankommet[med] = np.maximum(ankommet[med], hjem[personer.husstand[med]])
    return ankommet


def statusforloeb(liv: Livsforloeb) -> tuple[Heltal, Heltal, list[str]]:
    """Person, dag og statuskode for hver statusrække (rækkerne er ikke sorteret)."""
    alle = np.arange(len(liv.doed))
    doede, rejste = (np.flatnonzero(dage < ALDRIG) for dage in (liv.doed, liv.afgaaet))
    skiftede = np.flatnonzero(liv.skiftet < ALDRIG)
    koder = [AFGANGE[plads][0] for plads in liv.afgangsstatus[rejste].tolist()]
    return (
        np.concatenate([alle, doede, rejste, skiftede]),
        np.concatenate([liv.ankommet, liv.doed[doede], liv.afgaaet[rejste], liv.skiftet[skiftede]]),
        ["01"] * len(alle) + ["90"] * len(doede) + koder + ["01"] * len(skiftede),
    )
