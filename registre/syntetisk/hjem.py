"""Hjemmenes adresser gennem tiden: husstandene og de andre forældres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.boliger import Boliger
from registre.syntetisk.intervaller import orden
from registre.syntetisk.kalender import AAR, Heltal
from registre.syntetisk.terninger import Terning, haendelser

FLYTNING, OMKODNING = 0, 1
FRA_BEGYNDELSEN = -(2**19)
_HJEM = 2**21
_OMKODES = -1
FLYTTERATE, OMKODNINGSRATE, UDEN_BOPAEL_RATE = 0.15, 0.004, 0.004


@dataclass(frozen=True, slots=True)
class Hjem:
    """Hjemmenes rækker, sorteret efter hjem og dag; første række gælder fra tidernes morgen."""

    hjem: Heltal
    dag: Heltal
    adresse: Heltal
    aarsag: Heltal

    def i_kraft(self, hjem: Heltal, dag: Heltal) -> Heltal:
        """Pladsen på den række, der gælder for hvert hjem på hver dag."""
        noegler = self.hjem * _HJEM + (self.dag - FRA_BEGYNDELSEN)
        soegt = hjem * _HJEM + (dag - FRA_BEGYNDELSEN)
        return np.searchsorted(noegler, soegt, side="right").astype(np.int64) - 1


def hjemmets_kommune(rng: Terning, danmark: Befolkning) -> Heltal:
    """Husstandens kommune; de andre forældre bor oftest i den samme."""
    husstand = danmark.husstande.kommune
    med_anden = np.flatnonzero(danmark.personer.anden_i_husstand >= 0)
    fremmed = rng.integers(0, len(danmark.kommuner), len(med_anden))
    samme = rng.random(len(med_anden)) < 0.75
    return np.concatenate([husstand, np.where(samme, husstand[med_anden], fremmed)])


def dan_hjem(rng: Terning, danmark: Befolkning, boliger: Boliger) -> Hjem:
    """Hvert hjems adresser: barndommens, den egne, og flytninger siden."""
    spand = danmark.spand
    kommune = hjemmets_kommune(rng, danmark)
    antal = len(kommune)
    alle = np.arange(antal)
    voksen = np.concatenate([danmark.personer.ym, danmark.personer.anden])
    attende = danmark.personer.foedt[voksen] + int(18 * AAR)
    flyttet_ind = spand.dato - int(2.1 * AAR) - rng.exponential(5 * AAR, antal).astype(np.int64)
    flyttet_ind = np.minimum(np.maximum(flyttet_ind, attende), spand.dato - 1)
    igen = alle[(rng.random(antal) < 0.45) & (flyttet_ind < spand.dato - 260)]
    igen_dag = rng.integers(flyttet_ind[igen] + 60, spand.dato - 130)
    nylig = haendelser(rng, alle, danmark.sikre, FLYTTERATE, danmark.spand_fra(130))
    omkodet = haendelser(rng, alle, danmark.sikre, OMKODNINGSRATE, danmark.spand_fra(130))
    enlige = danmark.sikre[~danmark.husstande.par[danmark.sikre]]
    enlige = enlige[danmark.husstande.boern[enlige] == 0]
    ude = haendelser(rng, enlige, enlige[:0], UDEN_BOPAEL_RATE, spand)
    fjern = np.where(
        rng.random(antal) < 0.35, rng.integers(0, len(danmark.kommuner), antal), kommune
    )
    nabo = np.where(
        rng.random(antal) < 0.07, rng.integers(0, len(danmark.kommuner), antal), kommune
    )
    return _kaede(
        boliger,
        (
            (alle, np.full(antal, FRA_BEGYNDELSEN), boliger.nye(rng, fjern)),
            (alle, flyttet_ind, boliger.nye(rng, kommune)),
            (igen, igen_dag, boliger.nye(rng, kommune[igen])),
            (nylig.hvem, nylig.dag, boliger.nye(rng, nabo[nylig.hvem])),
            (ude.hvem, ude.dag, boliger.uden_bopael(kommune[ude.hvem])),
            (omkodet.hvem, omkodet.dag, np.full(len(omkodet.hvem), _OMKODES)),
        ),
    )


def _kaede(boliger: Boliger, dele: tuple[tuple[Heltal, Heltal, Heltal], ...]) -> Hjem:
    hjem, dag, adresse = (np.concatenate(raekke) for raekke in zip(*dele, strict=True))
    efter = orden(hjem, dag)
    hjem, dag, adresse = hjem[efter], dag[efter], adresse[efter]
    omkodes = np.flatnonzero(adresse == _OMKODES)
    adresse[omkodes] = boliger.omkodede(adresse[omkodes - 1])
    aarsag = np.full(len(hjem), FLYTNING)
    aarsag[omkodes] = OMKODNING
    return Hjem(hjem, dag, adresse, aarsag)
