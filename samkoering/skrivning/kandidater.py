"""Nattens udfald, før det vides, hvilke der er nye."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from samkoering.grundlag.regel import Regel
from samkoering.grundlag.udtryk import cpr_tekst
from samkoering.motor.beregning import Beregning
from samkoering.regler import ALLE_REGLER
from samkoering.skrivning.landsblik import UDFALDETS_NOEGLE

_FELTER = (
    *("ym_cpr", "identitet", "nr", "rolle", "cpr", "haendelsesdato", "noegle"),
    *("plads", "sag_id", "kle", "dublet"),
)


class Kandidat(NamedTuple):
    """Et udfald, før det vides, om det er nyt."""

    ym: str
    identitet: str
    nr: int
    rolle: str
    cpr: str
    haendelsesdato: date
    noegle: str
    plads: int
    """Ydelsessagens plads i beregningen."""
    sag_id: str
    kle: str
    dublet: bool
    """Borgeren har den samme hændelse på en ydelsessag, der er oprettet tidligere."""

    @property
    def regel(self) -> Regel:
        """Reglen, der fandt det."""
        return ALLE_REGLER[self.nr - 1]


def nattens_kandidater(beregning: Beregning) -> pl.DataFrame:
    """Kommunens kode og ``Kandidat``ens felter.

    Hver hændelse står først på den af borgerens sager, der er oprettet tidligst.
    """
    sager = beregning.bestand.sager.select(
        "sag", "sag_id", "kle", "oprettet", kommune_id="kommunekode", ym_cpr=cpr_tekst()
    )
    # En fælles hændelse har hverken rolle eller person i sin identitet.
    regler = pl.DataFrame(
        [(regel.nr, regel.slug, regel.een_pr_sag) for regel in ALLE_REGLER],
        schema={"nr": pl.UInt8, "slug": pl.String, "faelles": pl.Boolean},
        orient="row",
    )
    egen = pl.when(~pl.col("faelles"))
    alle = (
        beregning.udfald.with_columns(cpr_tekst(), pl.col("rolle").cast(pl.String))
        .join(sager, on="sag", maintain_order="left")
        .join(regler, on="nr", maintain_order="left")
        .sort("oprettet", "sag_id", maintain_order=True)
        .with_columns(
            identitet=pl.concat_str(
                "slug",
                egen.then("rolle").otherwise(pl.lit("")),
                egen.then("cpr").otherwise(pl.lit("")),
                "noegle",
                separator="|",
            )
        )
    )
    noegle = pl.concat_str(*UDFALDETS_NOEGLE, separator="|")
    return alle.rename({"sag": "plads"}).select(
        "kommune_id", *_FELTER[:-1], dublet=~noegle.is_first_distinct()
    )
