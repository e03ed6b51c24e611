"""Feriekonto i det syntetiske Danmark: anmodninger om feriepenge."""

from __future__ import annotations

import numpy as np
import polars as pl

from registre.feriekonto import skema
from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.tabeldannelse import ramme
from registre.syntetisk.terninger import haendelser, heltal

ANMODNINGER = 0.05
ANNULLERET, I_TO_DELE = 0.06, 0.08


def byg(danmark: Befolkning) -> dict[str, pl.DataFrame]:
    """Anmodninger fra modtagere og ægtefæller; nogle i to dele samme dag, nogle annulleret."""
    rng = danmark.terning("feriekonto_anmodninger")
    fund = haendelser(
        rng, danmark.kontrollerede, danmark.sikre, ANMODNINGER, danmark.spand_fra(400)
    )
    i_live = np.flatnonzero(fund.dag < danmark.liv.ude[fund.hvem])
    to_dele = i_live[rng.random(len(i_live)) < I_TO_DELE]
    raekke = np.concatenate([i_live, to_dele])
    ferie = fund.dag + heltal(rng, 5, 60, len(fund.dag))
    annulleret = rng.random(len(raekke)) < ANNULLERET
    annulleret[:2] = False
    dag = fund.dag[raekke]
    return {
        "feriekonto_anmodninger": ramme(
            skema.ANMODNINGER,
            {
                "cpr": danmark.nummer_paa(fund.hvem[raekke], dag),
                "anmodet": dag,
                "foerste_feriedag": ferie[raekke],
                "beloeb_oere": heltal(rng, 900, 9400, len(raekke)) * 100 + 50,
                "forventet_udbetaling": ferie[raekke] - 3,
                "annulleret": annulleret,
            },
        )
    }
