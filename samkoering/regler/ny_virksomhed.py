"""Ny virksomhed (CVR)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import dansk_dato
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import SAG_OG_PERSON, noegle

_OPLYSNINGER = ("virksomhed", "virksomhedsform", "branchekode", "cvr_rolle", "rolle_fra")


@regel(
    "Ny virksomhed",
    nr=4,
    tema="Virksomhed",
    ym=Saet.ALLE,
    aef=Saet.FORSOERGER,
    laeser={
        "cvr_deltagelser": (
            "cvr",
            "virksomhed",
            "virksomhedsform",
            "branchekode",
            "rolle",
            "virksomhed_start",
            "rolle_fra",
        )
    },
    kolonner=(
        ("CVR-nr.", "tekst"),
        ("Virksomhed", "tekst"),
        ("Form", "tekst"),
        ("Branche", "tekst"),
        ("Rolle", "tekst"),
        ("Startdato", "dato"),
    ),
)
def ny_virksomhed(
    personer: pl.LazyFrame, deltagelser: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """Personen er med i virksomheden fra dens første dag; en gammel virksomhed tæller ikke."""
    stiftede = deltagelser.rename({"rolle": "cvr_rolle"}).filter(
        pl.col("cvr_rolle").is_in(parametre.stifterroller)
        & (pl.col("rolle_fra") <= pl.col("virksomhed_start"))
    )
    return (
        personer.join(stiftede, on="cpr")
        .group_by(*SAG_OG_PERSON, "cvr", "virksomhed_start")
        .agg(pl.col(felt).sort_by(*_OPLYSNINGER).first() for felt in _OPLYSNINGER)
        .with_columns(
            haendelsesdato=pl.col("virksomhed_start"), noegle=noegle(["cvr", "virksomhed_start"])
        )
    )


@ny_virksomhed.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis = fund.bevis
    rolle = bevis["cvr_rolle"].replace("_", " ").capitalize()
    return Forklaring(
        f"{fund.navn} har været med i {bevis['virksomhed']}, siden virksomheden startede "
        f"den {dansk_dato(bevis['virksomhed_start'])}.",
        [
            [
                bevis["cvr"],
                bevis["virksomhed"],
                bevis["virksomhedsform"],
                bevis["branchekode"] or "ikke oplyst",
                rolle,
                bevis["virksomhed_start"],
            ]
        ],
    )
