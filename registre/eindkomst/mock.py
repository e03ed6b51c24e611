"""eIndkomst i det syntetiske Danmark: løn, B-indkomst og andre offentlige ydelser."""

from __future__ import annotations

import numpy as np
import polars as pl

from registre.eindkomst import skema
from registre.eindkomst.mock_forloeb import Forloeb, betaleres_navne, forloeb
from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.kalender import (
    Heltal,
    foerste_dag,
    maaned,
    sidste_dag,
    sidste_hverdag,
)
from registre.syntetisk.tabeldannelse import opslag, ramme, saml
from registre.syntetisk.terninger import haendelser, vaegtet

MAANEDER_TILBAGE = 18
"""Tolv måneder før den tidligste § 10-aktiveringsdato."""
TILBAGEFOERT = 0.006
B_INDKOMST_RATE = 0.058
B_BELOEB = (30_000, 50_000, 50_001, 87_500, 150_000, 420_000, 780_000)
"""Øre; grænsen er 500,00 kr."""


def byg(danmark: Befolkning) -> dict[str, pl.DataFrame]:
    """Alle indberetninger om modtagere og ægtefæller."""
    raekker = saml(_maanedlige(danmark), _b_indkomst(danmark))
    nr = pl.Series(np.arange(1, raekker.height + 1)).cast(pl.String).str.zfill(9)
    return {"eindkomst": raekker.with_columns(indberetning_id="E" + nr)}


def _maanedlige(danmark: Befolkning) -> pl.DataFrame:
    """Hvert forløb fra måned til måned; enkelte indberetninger føres tilbage."""
    rng = danmark.terning("eindkomst_maaneder")
    alle = forloeb(danmark)
    dato, slut = maaned(np.array([danmark.spand.dato, danmark.slut]))
    foerste = np.maximum(alle.fra, dato - MAANEDER_TILBAGE)
    antal = np.maximum(np.minimum(alle.til, slut) - foerste + 1, 0)
    hvilket = np.repeat(np.arange(len(antal)), antal)
    i_forloeb = np.arange(len(hvilket)) - np.repeat(np.cumsum(antal) - antal, antal)
    maaneder = foerste[hvilket] + i_forloeb
    kommer = rng.random(len(hvilket)) < alle.andel[hvilket]
    disposition = sidste_hverdag(maaneder)
    kommer &= disposition <= danmark.liv.ude[alle.person[hvilket]]
    hvilket, maaneder, disposition = hvilket[kommer], maaneder[kommer], disposition[kommer]
    udsving = 1 + alle.udsving[hvilket] * rng.normal(0, 1, len(hvilket))
    sprunget = np.where(maaneder >= alle.spring[hvilket], 1.35, 1.0)
    beloeb = (alle.kroner[hvilket] * np.maximum(udsving, 0.2) * sprunget).astype(np.int64) * 100
    retur = np.flatnonzero(rng.random(len(hvilket)) < TILBAGEFOERT)
    raekke = np.concatenate([np.arange(len(hvilket)), retur])
    fortegn = np.where(np.arange(len(raekke)) < len(hvilket), 1, -1)
    forsinket = np.where(fortegn < 0, rng.integers(3, 25, len(raekke)), 0)
    return _ramme(
        danmark,
        alle,
        hvilket[raekke],
        beloeb[raekke] * fortegn,
        (foerste_dag(maaneder[raekke]), sidste_dag(maaneder[raekke])),
        disposition[raekke] + forsinket,
    )


def _ramme(
    danmark: Befolkning,
    alle: Forloeb,
    hvilket: Heltal,
    beloeb: Heltal,
    periode: tuple[Heltal, Heltal],
    disposition: Heltal,
) -> pl.DataFrame:
    betaler = alle.betaler[hvilket]
    cvr, navne, brancher, typer, arter = betaleres_navne(danmark)
    return ramme(
        skema.EINDKOMST,
        {
            "indberetning_id": pl.repeat("", len(hvilket), dtype=pl.String, eager=True),
            "cpr": danmark.nummer_paa(alle.person[hvilket], disposition),
            "cvr": opslag(cvr, betaler),
            "virksomhed": opslag(navne, betaler),
            "branchekode": opslag(brancher, betaler),
            "indkomsttype": opslag(typer, betaler),
            "indtaegtsart": opslag(arter, betaler),
            "beloeb_oere": beloeb,
            "periode_fra": periode[0],
            "periode_til": periode[1],
            "disposition": disposition,
        },
    )


def _b_indkomst(danmark: Befolkning) -> pl.DataFrame:
    """B-indkomst fra en tilfældig virksomhed; nogle beløb indberettes i to dele."""
    rng = danmark.terning("eindkomst_b")
    fund = haendelser(
        rng, danmark.kontrollerede, danmark.sikre, B_INDKOMST_RATE, danmark.spand_fra(430)
    )
    i_live = fund.dag < danmark.liv.ude[fund.hvem]
    hvem, dag = fund.hvem[i_live], fund.dag[i_live]
    beloeb = np.array(B_BELOEB)[vaegtet(rng, (2, 1, 1, 2, 3, 2, 1), len(hvem))]
    beloeb[:2] = B_BELOEB[-1]
    delt = np.flatnonzero(rng.random(len(hvem)) < 0.15)
    raekke = np.concatenate([np.arange(len(hvem)), delt])
    anden_del = np.arange(len(raekke)) >= len(hvem)
    beloeb = np.where(np.isin(raekke, delt), beloeb[raekke] // 2, beloeb[raekke])
    cvr, navne, brancher, _, _ = betaleres_navne(danmark)
    betaler = rng.integers(0, 400, len(hvem))[raekke]
    maaneder = maaned(dag[raekke])
    disposition = dag[raekke] + np.where(anden_del, 3, 0)
    return ramme(
        skema.EINDKOMST,
        {
            "indberetning_id": pl.repeat("", len(raekke), dtype=pl.String, eager=True),
            "cpr": danmark.nummer_paa(hvem[raekke], disposition),
            "cvr": opslag(cvr, betaler),
            "virksomhed": opslag(navne, betaler),
            "branchekode": opslag(brancher, betaler),
            "indkomsttype": pl.repeat("05", len(raekke), dtype=pl.String, eager=True),
            "indtaegtsart": pl.repeat(None, len(raekke), dtype=pl.String, eager=True),
            "beloeb_oere": beloeb,
            "periode_fra": foerste_dag(maaneder),
            "periode_til": sidste_dag(maaneder),
            "disposition": disposition,
        },
    )
