"""Anmodning til Feriekonto (ATP-ordningen Feriekonto)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import dansk_dato, kroner
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import SAG_OG_PERSON, noegle


@regel(
    "Anmodning til Feriekonto",
    nr=17,
    tema="Ferie og bidrag",
    ym=Saet.ALLE,
    aef=Saet.FORSOERGER,
    laeser={
        "feriekonto_anmodninger": (
            "anmodet",
            "foerste_feriedag",
            "beloeb_oere",
            "forventet_udbetaling",
            "annulleret",
        )
    },
    kolonner=(
        ("Anmodet", "dato"),
        ("Første feriedag", "dato"),
        ("Beløb", "oere"),
        ("Forventet udbetaling", "dato"),
    ),
)
def feriekonto(
    personer: pl.LazyFrame, anmodninger: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """Borgeren har bedt om feriepenge; hver dag og hver første feriedag er en hændelse for sig."""
    dag_og_ferie = ["anmodet", "foerste_feriedag"]
    return (
        personer.join(anmodninger.filter(~pl.col("annulleret")), on="cpr")
        .group_by(*SAG_OG_PERSON, *dag_og_ferie)
        .agg(pl.col("beloeb_oere").sum(), pl.col("forventet_udbetaling").min())
        .with_columns(haendelsesdato=pl.col("anmodet"), noegle=noegle(dag_og_ferie))
    )


@feriekonto.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis = fund.bevis
    return Forklaring(
        f"{fund.navn} bad den {dansk_dato(bevis['anmodet'])} Feriekonto om "
        f"{kroner(bevis['beloeb_oere'])} til ferie fra {dansk_dato(bevis['foerste_feriedag'])}.",
        [
            [
                bevis["anmodet"],
                bevis["foerste_feriedag"],
                bevis["beloeb_oere"],
                bevis["forventet_udbetaling"],
            ]
        ],
    )
