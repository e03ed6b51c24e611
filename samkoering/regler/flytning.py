"""Flytning (CPR)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import dansk_dato
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import (
    ADRESSEFELTER,
    fast,
    forrige,
    kun_personer,
    noegle,
    vist_adressenoegle,
)

FLYTNING = "FLYTNING"


@regel(
    "Flytning",
    nr=11,
    tema="Bolig og familie",
    ym=Saet.ALLE,
    aef=Saet.INGEN,
    laeser={"cpr_adresser": (*ADRESSEFELTER, "fra", "til", "aarsag")},
    kolonner=(("Flyttet", "dato"), ("Fra adresse", "adresse"), ("Til adresse", "adresse")),
)
def flytning(personer: pl.LazyFrame, adresser: pl.LazyFrame, parametre: Parametre) -> pl.LazyFrame:
    """Borgeren er flyttet til en anden adresse end den foregående; en omkodning tæller ikke."""
    felter = ["adresse", "adressetekst", "kommunekode"]
    nye = adresser.filter(pl.col("fra") >= parametre.vindue.start)
    flytninger = forrige(fast(kun_personer(adresser, nye)), felter).filter(
        (pl.col("aarsag") == FLYTNING)
        & pl.col("forrige_fra").is_not_null()
        & (pl.col("adresse") != pl.col("forrige_adresse"))
    )
    return personer.join(flytninger, on="cpr").with_columns(
        haendelsesdato=pl.col("fra"),
        noegle=noegle(["fra", vist_adressenoegle()]),
    )


@flytning.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis, opslag = fund.bevis, fund.opslag
    gammel = opslag.adresse(
        fund.cpr, fund.ym, bevis["forrige_adressetekst"], bevis["forrige_kommunekode"]
    )
    ny = opslag.adresse(fund.cpr, fund.ym, bevis["adressetekst"], bevis["kommunekode"])
    return Forklaring(
        f"{fund.navn} flyttede den {dansk_dato(fund.dato)}.", [[bevis["fra"], gammel, ny]]
    )
