"""Fødsel (CPR)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import dansk_dato
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import cpr_tekst


@regel(
    "Fødsel",
    nr=14,
    tema="Bolig og familie",
    ym=Saet.ALLE,
    aef=Saet.INGEN,
    laeser={"cpr_boern": ("barn_cpr",), "cpr_personer": ("foedselsdato",)},
    opslag_paa_person=("cpr_boern",),
    opslag_paa_boern=("cpr_personer",),
    kolonner=(("Barn", "tekst"), ("Født", "dato")),
)
def foedsel(
    personer: pl.LazyFrame, boern: pl.LazyFrame, foedsler: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """Borgeren har fået et barn; for et barn uden fødselsdato kan det ikke afgøres."""
    foedt, vindue = pl.col("foedselsdato"), parametre.vindue
    nye_boern = boern.join(foedsler, left_on="barn_cpr", right_on="cpr", how="left").filter(
        foedt.is_null() | foedt.is_between(vindue.start, vindue.slut)
    )
    return personer.join(nye_boern, on="cpr").with_columns(
        haendelsesdato=pl.col("foedselsdato"),
        noegle=cpr_tekst("barn_cpr"),
        mangler=pl.col("foedselsdato").is_null(),
    )


@foedsel.forklar
def _forklar(fund: Fund) -> Forklaring:
    barn = fund.opslag.navn(fund.bevis["barn_cpr"])
    return Forklaring(f"{fund.navn} fik et barn den {dansk_dato(fund.dato)}.", [[barn, fund.dato]])
