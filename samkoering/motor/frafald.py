"""Det, reglerne fandt, og det, motoren selv tog ud igen: ingen hændelse bliver væk uden grund."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from samkoering.grundlag.regel import Regel
from samkoering.grundlag.skaebne import Skaebne
from samkoering.motor.anvend import Regelfund
from samkoering.regler import ALLE_REGLER

SKEMA = {"sag": pl.get_index_type(), "nr": pl.UInt8}
_SKEMA_MED_GRUND = {**SKEMA, "skaebne": pl.String}
_HAENDELSE = ["sag", "rolle", "noegle"]


def intet_fundet() -> pl.DataFrame:
    """Ingen hændelser."""
    return pl.DataFrame(schema=SKEMA)


def intet_frafald() -> pl.DataFrame:
    """Ingen hændelser, med kolonnen for grunden."""
    return pl.DataFrame(schema=_SKEMA_MED_GRUND)


def fundne(fund: Mapping[str, Regelfund]) -> pl.DataFrame:
    """Sag og regelnummer for hver hændelse, reglerne fandt."""
    return pl.concat(fund[regel.slug].udfald.select("sag", _nr(regel)) for regel in ALLE_REGLER)


def regler_med_frafald(fund: Mapping[str, Regelfund], udfald: pl.DataFrame) -> list[Regel]:
    """De regler, hvor mindst én hændelse, de fandt, ikke er blandt ``udfald``."""
    beholdt = dict(udfald.group_by("nr").len().iter_rows())
    return [
        regel for regel in ALLE_REGLER if fund[regel.slug].udfald.height != beholdt.get(regel.nr, 0)
    ]


def frafald(fund: Mapping[str, Regelfund], udfald: pl.DataFrame) -> pl.DataFrame:
    """Sag, regelnummer og skæbne for hver hændelse, der ikke er blandt ``udfald``."""
    return pl.concat(
        [
            intet_frafald(),
            *(
                _reglens(regel, fund[regel.slug].udfald, udfald.filter(pl.col("nr") == regel.nr))
                for regel in regler_med_frafald(fund, udfald)
            ),
        ]
    )


def _reglens(regel: Regel, fundet: pl.DataFrame, beholdt: pl.DataFrame) -> pl.DataFrame:
    """Står hændelsen på sagens anden rolle, er den ikke væk; ellers blev opslaget ikke udført."""
    tabt = fundet.select(_HAENDELSE).join(beholdt.select(_HAENDELSE), on=_HAENDELSE, how="anti")
    deles = pl.lit(value=regel.een_pr_sag)
    paa_sagen = beholdt.select("sag", "noegle", staar=pl.lit(value=True)).unique()
    return tabt.join(paa_sagen, on=["sag", "noegle"], how="left").select(
        "sag",
        _nr(regel),
        skaebne=pl.when(deles & pl.col("staar").fill_null(value=False))
        .then(pl.lit(Skaebne.ANDEN_ROLLE.value))
        .otherwise(pl.lit(Skaebne.UDEN_SVAR.value)),
    )


def _nr(regel: Regel) -> pl.Expr:
    return pl.lit(regel.nr, dtype=pl.UInt8).alias("nr")
