"""Momsindberetning (R75 – Momsoplysninger)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import dansk_dato, kroner
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import noegle

_KVARTAL = ["cpr", "cvr", "aar", "r75_indeks"]


@regel(
    "Momsindberetning",
    nr=7,
    tema="Virksomhed",
    ym=Saet.ALLE,
    aef=Saet.FORSOERGER,
    laeser={"r75_moms": ("cvr", "aar", "r75_indeks", "beloeb_oere", "indberettet")},
    fortolkninger=("F6",),
    kolonner=(
        ("CVR-nr.", "tekst"),
        ("Kvartal", "tekst"),
        ("R75-indeks", "tekst"),
        ("Moms og afgifter", "oere"),
        ("Senest indberettet", "dato"),
    ),
)
def momsindberetning(
    personer: pl.LazyFrame, moms: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """Personen har indberettet moms for et kvartal, der rører kontrolperioden, eller for sent."""
    overlapper = (pl.col("kvartal_start") <= pl.col("vtil")) & (
        pl.col("kvartal_slut") >= pl.col("vfra")
    )
    for_sent = (pl.col("kvartal_slut") < pl.col("vfra")) & pl.col("senest").is_between(
        "vfra", "vtil"
    )
    return (
        personer.join(_kvartaler(moms), on="cpr")
        .filter(overlapper | for_sent)
        .with_columns(
            haendelsesdato=pl.when(overlapper).then("kvartal_slut").otherwise("senest"),
            noegle=noegle(["cvr", "aar", "kvartal"]),
            uden_for_vinduet=overlapper,
        )
    )


def _kvartaler(moms: pl.LazyFrame) -> pl.LazyFrame:
    """Hvert kvartal for sig med nettobeløb; et kvartal, der går i nul, er ikke indberettet."""
    foerste_maaned = pl.col("kvartal") * 3 - 2
    return (
        moms.filter(pl.col("aar").is_between(1, 9998))
        .group_by(_KVARTAL)
        .agg(pl.col("beloeb_oere").sum(), senest=pl.col("indberettet").max())
        .filter(pl.col("beloeb_oere") != 0)
        .with_columns(kvartal=pl.col("r75_indeks").str.slice(-1).cast(pl.Int32))
        .with_columns(kvartal_start=pl.date(pl.col("aar"), foerste_maaned, 1))
        .with_columns(kvartal_slut=pl.col("kvartal_start").dt.offset_by("2mo").dt.month_end())
    )


@momsindberetning.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis = fund.bevis
    kvartal = f"{bevis['kvartal']}. kvartal {bevis['aar']}"
    return Forklaring(
        f"{fund.navn} har indberettet {kroner(bevis['beloeb_oere'])} i moms for {kvartal}, "
        f"senest den {dansk_dato(bevis['senest'])}.",
        [[bevis["cvr"], kvartal, bevis["r75_indeks"], bevis["beloeb_oere"], bevis["senest"]]],
    )
