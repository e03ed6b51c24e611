"""Resultatfilerne: udfald og status som CSV, ens for ens udtræk og dato."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl

from registre.paa_plads import saet_paa_plads
from samkoering.grundlag.udtryk import cpr_tekst
from samkoering.motor.beregning import Beregning
from samkoering.regler import ALLE_REGLER

UDFALD = ["kommunekode", "sag_id", "regel", "rolle", "cpr", "haendelsesdato", "noegle"]
STATUS = ["sag_id", "rolle", "regel", "status"]


def udfald_som_tekst(beregning: Beregning) -> pl.DataFrame:
    """Én række pr. udfald med kontraktens kolonner, sorteret som tekst."""
    return (
        beregning.udfald.join(
            beregning.bestand.sager.select("sag", "sag_id", "kommunekode"), on="sag"
        )
        .with_columns(_slug(), cpr_tekst(), pl.col("haendelsesdato").cast(pl.String))
        .select(UDFALD)
        .sort(UDFALD)
    )


def status_som_tekst(beregning: Beregning) -> pl.DataFrame:
    """Regnskabet med kontraktens kolonner; cellerne står allerede i orden.

    En sags plads er dens nummer blandt sag_id'erne, så den kan læses som sag_id uden en kopi.
    """
    sag_id = pl.col("sag").cat.to(pl.Enum(beregning.bestand.sager["sag_id"])).alias("sag_id")
    return beregning.status.select(sag_id, "rolle", _slug(), "status")


def _slug() -> pl.Expr:
    slugs = {regel.nr: regel.slug for regel in ALLE_REGLER}
    navne = pl.Enum(sorted(slugs.values()))
    return pl.col("nr").replace_strict(slugs, return_dtype=navne).alias("regel")


def skriv_csv(ramme: pl.DataFrame, sti: Path) -> None:
    """Skriv filen helt eller slet ikke."""
    midlertidig = sti.with_name(f".{sti.name}.{os.getpid()}")
    try:
        ramme.write_csv(midlertidig, line_terminator="\n", quote_style="necessary")
        saet_paa_plads(midlertidig, sti)
    finally:
        midlertidig.unlink(missing_ok=True)
