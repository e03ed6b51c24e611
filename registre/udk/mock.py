"""Udbetaling Danmarks bidragssager i det syntetiske Danmark."""

from __future__ import annotations

import numpy as np
import polars as pl

from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.kalender import AAR
from registre.syntetisk.tabeldannelse import opslag, ramme
from registre.syntetisk.terninger import haendelser, vaegtet
from registre.udk import skema

NYE_SAGER, GAMLE_SAGER = 0.02, 0.03
SAGSTYPER = (
    ("BIDRAGSMODTAGER", "32.15.08"),
    ("BIDRAGSMODTAGER", "32.15.20"),
    ("BIDRAGSMODTAGER", "32.15.24"),
    ("BIDRAGSBETALER", "32.16.04"),
    ("BIDRAGSMODTAGER", "32.15.04"),
)
"""Rolle og KLE; den sidste er ingen af dem, § 10-opfølgningen spørger til."""


def byg(danmark: Befolkning) -> dict[str, pl.DataFrame]:
    """Bidragssager for modtagerne, nye og gamle."""
    rng = danmark.terning("udk_bidragssager")
    nye = haendelser(rng, danmark.modtagere, danmark.sikre, NYE_SAGER, danmark.spand_fra(130))
    gamle = danmark.modtagere[rng.random(len(danmark.modtagere)) < GAMLE_SAGER]
    gammel_dag = danmark.spand.dato - 140 - rng.integers(0, int(6 * AAR), len(gamle))
    person = np.concatenate([nye.hvem, gamle])
    dag = np.concatenate([nye.dag, gammel_dag])
    attende = danmark.personer.foedt[person] + int(18 * AAR)
    person, dag = person[dag > attende], dag[dag > attende]
    sagstype = vaegtet(rng, (12, 8, 6, 60, 14), len(person))
    sagstype[:2] = 3
    numre = pl.Series(np.arange(1, len(person) + 1)).cast(pl.String).str.zfill(7)
    return {
        "udk_bidragssager": ramme(
            skema.BIDRAGSSAGER,
            {
                "sagsnr": "UDK-" + numre,
                "cpr": danmark.nummer_paa(person, dag),
                "rolle": opslag([rolle for rolle, _ in SAGSTYPER], sagstype),
                "kle": opslag([kle for _, kle in SAGSTYPER], sagstype),
                "oprettet": dag,
            },
        )
    }
