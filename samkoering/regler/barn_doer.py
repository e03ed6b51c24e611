"""Barn afdøet ved døden (CPR)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import dansk_dato
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import DOED, cpr_tekst


@regel(
    "Barn afdøet ved døden",
    nr=15,
    tema="Bolig og familie",
    ym=Saet.ALLE,
    aef=Saet.INGEN,
    laeser={"cpr_boern": ("barn_cpr",), "cpr_status": ("status", "fra")},
    opslag_paa_boern=("cpr_status",),
    kolonner=(("Barn", "tekst"), ("Dato", "dato")),
)
def barn_doer(
    personer: pl.LazyFrame, boern: pl.LazyFrame, status: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """Borgeren har mistet et barn, uanset barnets alder."""
    doedsfald = status.filter(pl.col("status") == DOED).select("cpr", haendelsesdato="fra")
    mistede = boern.join(doedsfald, left_on="barn_cpr", right_on="cpr")
    return personer.join(mistede, on="cpr").with_columns(noegle=cpr_tekst("barn_cpr"))


@barn_doer.forklar
def _forklar(fund: Fund) -> Forklaring:
    barn = fund.opslag.navn(fund.bevis["barn_cpr"])
    return Forklaring(
        f"{fund.navn} mistede et barn den {dansk_dato(fund.dato)}.", [[barn, fund.dato]]
    )
