"""Verden, som registrene kendte den en given dag.

Snittet lægges efter de datoer, tabellerne selv bærer, så et snit af et snit er snittet på den
tidligste dag: ``skaer(skaer(t, b), a) == skaer(t, a)``, når a ≤ b.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from registre.syntetisk.befolkning import VARSEL

RETTES_EFTER = timedelta(days=14)
"""En fejlagtig række står som AKTUEL så længe, før den rettes."""

KENDT_FRA = {
    "ydelse_sager": "oprettet",
    "ydelse_udbetalinger": "udbetalt",
    "cpr_personer": "foedselsdato",
    "cpr_status": "fra",
    "cpr_civilstand": "fra",
    "cpr_separation": "fra",
    "cpr_beskyttelse": "fra",
    "eindkomst": "disposition",
    "r75_biler": "erhvervet",
    "r75_moms": "indberettet",
    "cvr_deltagelser": "rolle_fra",
    "udk_bidragssager": "oprettet",
    "feriekonto_anmodninger": "anmodet",
}
"""Kolonnen, der siger, hvornår registeret fik rækken at vide."""

SLUTTER = {
    "ydelse_sager": "afsluttet",
    "r75_biler": "afhaendet",
    "cpr_beskyttelse": "til",
} | dict.fromkeys(("cpr_status", "cpr_civilstand", "cpr_separation", "cpr_adresser"), "til")
"""Kolonnen, hvis dato endnu er ukendt, når den ligger ude i fremtiden."""


def skaer(tabeller: Mapping[str, pl.DataFrame], dato: date) -> dict[str, pl.DataFrame]:
    """Kontraktens tabeller, som de ville være leveret på ``dato``."""
    skaaret = {navn: _skaer_tabel(navn, tabel, dato) for navn, tabel in tabeller.items()}
    if "cpr_boern" in skaaret and "cpr_personer" in skaaret:
        foedte = skaaret["cpr_personer"].select(barn_cpr="cpr")
        boern = skaaret["cpr_boern"]
        skaaret["cpr_boern"] = boern.join(foedte, on="barn_cpr", how="semi", maintain_order="left")
    return skaaret


def _skaer_tabel(navn: str, tabel: pl.DataFrame, dato: date) -> pl.DataFrame:
    if navn == "cpr_adresser":
        tabel = tabel.filter(_kendt_adresse(dato))
    elif navn in KENDT_FRA:
        tabel = tabel.filter(pl.col(KENDT_FRA[navn]) <= dato)
    if navn in SLUTTER:
        slut = pl.col(SLUTTER[navn])
        # CPR får først enden at vide, når den næste række begynder dagen efter.
        kendt = slut < dato if navn.startswith("cpr_") else slut <= dato
        tabel = tabel.with_columns(pl.when(kendt).then(slut).alias(SLUTTER[navn]))
    if "register_status" in tabel.columns and "til" in tabel.columns:
        tabel = tabel.with_columns(register_status=_registerstatus(dato))
    return tabel


def _kendt_adresse(dato: date) -> pl.Expr:
    """Hver femte flytning (husnumre på 0 og 5) er anmeldt, før den sker; en fødsel aldrig."""
    anmeldt = pl.col("husnr").str.contains(r"[05][A-Z]?$") & (pl.col("vejkode") < "9900")
    foedt = pl.col("fra").min().over("cpr") <= dato
    varslet = anmeldt & foedt & (pl.col("fra") <= dato + timedelta(days=VARSEL))
    return (pl.col("fra") <= dato) | varslet


def _registerstatus(dato: date) -> pl.Expr:
    """AKTUEL, så længe rækken er åben, så HISTORISK; en fejl opdages først efter nogle dage."""
    status = pl.col("register_status")
    opdaget = pl.col("fra") <= dato - RETTES_EFTER
    gaelder = pl.when(pl.col("til").is_null()).then(pl.lit("AKTUEL")).otherwise(pl.lit("HISTORISK"))
    rigtig = status.is_in(["AKTUEL", "HISTORISK"])
    return pl.when(rigtig | (~opdaget & (status != "AFVENTER"))).then(gaelder).otherwise(status)
