"""CVR i det syntetiske Danmark: borgernes roller i nye og gamle virksomheder."""

from __future__ import annotations

import numpy as np
import polars as pl

from registre.cvr import skema
from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.kalender import Heltal
from registre.syntetisk.tabeldannelse import opslag, ramme
from registre.syntetisk.terninger import heltal
from registre.syntetisk.virksomheder import FORMER, EgenVirksomhed, egne_virksomheder

ROLLER = (
    "INDEHAVER",
    "INTERESSENT",
    "STIFTER",
    "FULDT_ANSVARLIG_DELTAGER",
    "DIREKTØR",
    "BESTYRELSESMEDLEM",
)
"""De fire første svarer til FORMER; direktør og bestyrelsesmedlem stifter ingenting."""
_DIREKTOER, _BESTYRELSE = 4, 5
_ANPARTSSELSKAB = 2
TILTRAADT_SENERE, I_BESTYRELSE = 0.12, 0.004


def byg(danmark: Befolkning) -> dict[str, pl.DataFrame]:
    """Deltagelser i virksomheder."""
    rng = danmark.terning("cvr_deltagelser")
    egne = egne_virksomheder(danmark)
    alle = np.arange(len(egne.ejer))
    stiftere = egne.form
    gammel = egne.start < danmark.spand.dato - 140
    senere = gammel & (rng.random(len(alle)) < TILTRAADT_SENERE)
    rolle_fra = egne.start + np.where(senere, heltal(rng, 30, 1200, len(alle)), 0)
    selskaber = alle[egne.form == _ANPARTSSELSKAB]
    fremmede = alle[rng.random(len(alle)) < I_BESTYRELSE * 40]
    andre = rng.choice(danmark.kontrollerede, len(fremmede))
    virksomhed = np.concatenate([alle, selskaber, fremmede])
    rolle = np.concatenate(
        [
            stiftere,
            np.full(len(selskaber), _DIREKTOER),
            np.full(len(fremmede), _BESTYRELSE),
        ]
    )
    person = np.concatenate([egne.ejer, egne.ejer[selskaber], andre])
    fra = np.concatenate([rolle_fra, egne.start[selskaber], egne.start[fremmede] + 20])
    levede = fra < danmark.liv.ude[person]
    return {
        "cvr_deltagelser": _ramme(
            danmark, egne, virksomhed[levede], person[levede], rolle[levede], fra[levede]
        )
    }


def _ramme(
    danmark: Befolkning,
    egne: EgenVirksomhed,
    virksomhed: Heltal,
    person: Heltal,
    rolle: Heltal,
    fra: Heltal,
) -> pl.DataFrame:
    return ramme(
        skema.DELTAGELSER,
        {
            "cpr": danmark.nummer_paa(person, fra),
            "cvr": egne.cvr.gather(virksomhed),
            "virksomhed": egne.navn.gather(virksomhed),
            "virksomhedsform": opslag(FORMER, egne.form[virksomhed]),
            "branchekode": egne.branche.gather(virksomhed),
            "rolle": opslag(ROLLER, rolle),
            "virksomhed_start": egne.start[virksomhed],
            "rolle_fra": fra,
        },
    )
