"""Regnskabets ord som bogstaver: en sags 2 × 17 celler i én kort tekst."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.roller import Status

BOGSTAV = {
    "UDFALD": "U",
    "INGEN_AENDRING": "I",
    "IKKE_RELEVANT": "R",
    "FRAVALGT": "F",
    "IKKE_UDFOERT": "N",
}
_REGLER = 17
_CELLER = 2 * _REGLER
_GRUNDTAL = 8
"""Flere, end der er ord: et ord pr. regel er et ciffer, og en rolles sytten er ét tal."""


def sagernes_bogstaver(status: pl.DataFrame) -> pl.DataFrame:
    """Sag og dens 34 bogstaver (``status``): YM's 17 i regelnummerets orden, derefter ÆF's.

    ``status`` er motorens regnskab: hver sags celler står sammen, i samme orden for dem alle. I
    hele landet er der få hundrede slags, så hver tekst dannes én gang og ikke af fem millioner
    celler.
    """
    orden = pl.Enum([ord_.value for ord_ in Status])
    ord_ = status["status"].cast(orden).to_physical()
    tal = {rolle: pl.repeat(0, ord_.len() // _CELLER, eager=True) for rolle in ("YM", "AEF")}
    for plads, (rolle, nr) in enumerate(status.head(_CELLER).select("rolle", "nr").iter_rows()):
        tal[rolle] += ord_.gather_every(_CELLER, plads).cast(pl.Int64) * _GRUNDTAL ** (nr - 1)
    sager = pl.DataFrame({"sag": status["sag"].gather_every(_CELLER), **tal})
    slags = sager.select("YM", "AEF").unique()
    tekster = ["".join(map(_tekst, raekke)) for raekke in slags.iter_rows()]
    slags = slags.with_columns(status=pl.Series(tekster, dtype=pl.String))
    return sager.join(slags, on=["YM", "AEF"], how="left").select("sag", "status")


def _tekst(tal: int) -> str:
    """Tallets cifre som bogstaver, regel 1 først."""
    ordene = tuple(BOGSTAV[ord_.value] for ord_ in Status)
    return "".join(ordene[tal // _GRUNDTAL**nr % _GRUNDTAL] for nr in range(_REGLER))
