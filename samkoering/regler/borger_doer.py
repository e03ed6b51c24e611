"""Borger dør (CPR)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import STATUSSER, dansk_dato
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import DOED, forrige, kun_personer


@regel(
    "Borger dør",
    nr=12,
    tema="Bolig og familie",
    ym=Saet.ALLE,
    aef=Saet.INGEN,
    laeser={"cpr_status": ("status", "fra", "til")},
    kolonner=(("Dato", "dato"), ("Tidligere status", "tekst"), ("Ny status", "tekst")),
)
def borger_doer(personer: pl.LazyFrame, status: pl.LazyFrame, parametre: Parametre) -> pl.LazyFrame:
    """Borgeren er afgået ved døden."""
    doede = status.filter(pl.col("status") == DOED)
    doedsfald = forrige(kun_personer(status, doede), ["status"]).filter(pl.col("status") == DOED)
    return personer.join(doedsfald, on="cpr").with_columns(
        haendelsesdato=pl.col("fra"), noegle=pl.lit(DOED)
    )


@borger_doer.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis = fund.bevis
    return Forklaring(
        f"{fund.navn} er afgået ved døden den {dansk_dato(fund.dato)}.",
        [[fund.dato, STATUSSER.get(bevis["forrige_status"], "ikke oplyst"), STATUSSER[DOED]]],
    )
