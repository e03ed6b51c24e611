"""Opstart af underholdsbidragssag (UDK FA – fagsystem)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import dansk_dato
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel

_BIDRAG = {
    "32.15.08": "ægtefællebidrag",
    "32.15.20": "fødselsbidrag",
    "32.15.24": "bidrag til mors underhold omkring fødsel",
    "32.16.04": "børnebidrag (normalbidrag)",
}
_ROLLER = {"BIDRAGSMODTAGER": "bidragsmodtager", "BIDRAGSBETALER": "bidragsbetaler"}


@regel(
    "Opstart af underholdsbidragssag",
    nr=16,
    tema="Ferie og bidrag",
    ym=Saet.BIDRAG,
    aef=Saet.INGEN,
    laeser={"udk_bidragssager": ("sagsnr", "rolle", "kle", "oprettet")},
    fortolkninger=("F8",),
    kolonner=(("Oprettet", "dato"), ("Rolle", "tekst"), ("Bidrag", "tekst"), ("Sagsnr.", "tekst")),
)
def underholdsbidrag(
    personer: pl.LazyFrame, sager: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """Borgeren får en sag om særlige bidrag som modtager eller om børnebidrag som betaler."""
    sager = sager.rename({"rolle": "bidragsrolle"})
    modtager = (pl.col("bidragsrolle") == "BIDRAGSMODTAGER") & pl.col("kle").is_in(
        parametre.bidragsmodtager_kle
    )
    betaler = (pl.col("bidragsrolle") == "BIDRAGSBETALER") & pl.col("kle").is_in(
        parametre.bidragsbetaler_kle
    )
    return personer.join(sager.filter(modtager | betaler), on="cpr").with_columns(
        haendelsesdato=pl.col("oprettet"), noegle=pl.col("sagsnr")
    )


@underholdsbidrag.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis = fund.bevis
    bidrag, rolle = _BIDRAG[bevis["kle"]], _ROLLER[bevis["bidragsrolle"]]
    return Forklaring(
        f"Udbetaling Danmark oprettede den {dansk_dato(bevis['oprettet'])} en sag om {bidrag}, "
        f"hvor {fund.navn} er {rolle}.",
        [[bevis["oprettet"], rolle.capitalize(), bidrag.capitalize(), bevis["sagsnr"]]],
    )
