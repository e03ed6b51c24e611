"""Borger ændrer borgerstatus (CPR)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import STATUSSER, dansk_dato
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import forrige, kun_personer, noegle

PERSONNUMMER = "PERSONNUMMER"
GRUPPER = {
    "80": "UDREJST",
    "05": "GROENLAND",
    "07": "GROENLAND",
    "20": "UDEN_BOPAEL",
    "70": "FORSVUNDET",
    "30": PERSONNUMMER,
    "50": PERSONNUMMER,
    "60": PERSONNUMMER,
}
"""De statusser, guiden opregner; 01, 03 og 90 hører ikke til nogen gruppe."""
_SKETE = {
    "UDREJST": "er udrejst",
    "GROENLAND": "har fået bopæl i Grønland",
    "UDEN_BOPAEL": "er registreret uden bopæl",
    "FORSVUNDET": "er registreret som forsvundet",
    PERSONNUMMER: "har fået sit personnummer ændret, annulleret eller slettet",
}


@regel(
    "Borger ændrer borgerstatus",
    nr=13,
    tema="Bolig og familie",
    ym=Saet.ALLE,
    aef=Saet.INGEN,
    laeser={"cpr_status": ("status", "fra", "til")},
    kolonner=(("Dato", "dato"), ("Tidligere status", "tekst"), ("Ny status", "tekst")),
)
def borgerstatus(
    personer: pl.LazyFrame, status: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """Borgeren er udrejst, i Grønland, uden bopæl, forsvundet eller har fået nyt personnummer."""
    nye = status.filter(pl.col("fra") >= parametre.vindue.start)
    med_forrige = forrige(kun_personer(status, nye), ["status"])
    gruppe, foer = _gruppe("status"), _gruppe("forrige_status")
    haendelser = med_forrige.with_columns(gruppe=gruppe).filter(
        pl.col("gruppe").is_not_null()
        & pl.col("forrige_fra").is_not_null()
        & ((pl.col("gruppe") == PERSONNUMMER) | pl.col("gruppe").ne_missing(foer))
    )
    return personer.join(haendelser, on="cpr").with_columns(
        haendelsesdato=pl.col("fra"), noegle=noegle(["gruppe", "fra"])
    )


def _gruppe(kolonne: str) -> pl.Expr:
    return pl.col(kolonne).replace_strict(GRUPPER, default=None, return_dtype=pl.String)


@borgerstatus.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis = fund.bevis
    return Forklaring(
        f"{fund.navn} {_SKETE[bevis['gruppe']]} den {dansk_dato(fund.dato)}.",
        [[fund.dato, STATUSSER[bevis["forrige_status"]], STATUSSER[bevis["status"]]]],
    )
