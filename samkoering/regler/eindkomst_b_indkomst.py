"""B indkomst (eIndkomst)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import kroner
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import noegle

_PERIODE = ["cpr", "cvr", "periode_fra", "periode_til"]
B_INDKOMST = "05"


@regel(
    "B indkomst",
    nr=5,
    tema="Indkomst",
    ym=Saet.ALLE,
    aef=Saet.FORSOERGER,
    laeser={
        "eindkomst": (
            "indberetning_id",
            "cvr",
            "virksomhed",
            "indkomsttype",
            "beloeb_oere",
            "periode_fra",
            "periode_til",
            "disposition",
        )
    },
    fortolkninger=("F3",),
    kolonner=(
        ("Over grænsen", "dato"),
        ("Indberetter", "tekst"),
        ("CVR-nr.", "tekst"),
        ("Periode fra", "dato"),
        ("Periode til", "dato"),
        ("Beløb", "oere"),
    ),
)
def b_indkomst(
    personer: pl.LazyFrame, eindkomst: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """Personen har fået mere end 500 kr. i B-indkomst fra én indberetter for én periode."""
    over = parametre.b_indkomst_over_oere
    netto_over_graensen = (
        eindkomst.filter(pl.col("indkomsttype") == B_INDKOMST)
        .sort("disposition", "indberetning_id")
        .with_columns(
            loebende=pl.col("beloeb_oere").cum_sum().over(_PERIODE),
            netto=pl.col("beloeb_oere").sum().over(_PERIODE),
        )
        .filter((pl.col("netto") > over) & (pl.col("loebende") > over))
        .group_by(_PERIODE)
        .agg(
            haendelsesdato=pl.col("disposition").min(),
            netto=pl.col("netto").first(),
            graense=pl.lit(over),
            virksomhed=pl.col("virksomhed").max(),
        )
    )
    return personer.join(netto_over_graensen, on="cpr").with_columns(
        noegle=noegle(["cvr", "periode_fra", "periode_til"])
    )


@b_indkomst.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis = fund.bevis
    return Forklaring(
        f"{fund.navn} har fået {kroner(bevis['netto'])} i B-indkomst fra {bevis['virksomhed']}. "
        f"Grænsen for kontrol er {kroner(bevis['graense'])}",
        [
            [
                fund.dato,
                bevis["virksomhed"],
                bevis["cvr"],
                bevis["periode_fra"],
                bevis["periode_til"],
                bevis["netto"],
            ]
        ],
    )
