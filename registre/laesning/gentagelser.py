"""Tal, der står mere end én gang i en lang søjle."""

from __future__ import annotations

import polars as pl


def gentaget(tal: pl.Series) -> pl.Series:
    """Sandt, hvor tallet også står et andet sted.

    Sorteret står ens tal side om side; det kan flere kerner være om, og kun de få, der
    gentages, skal slås op. Null gentages ikke.
    """
    ordnet = tal.sort()
    flere = ordnet.filter(ordnet == ordnet.shift(1)).unique()
    if flere.is_empty():
        return pl.repeat(value=False, n=len(tal), dtype=pl.Boolean, eager=True)
    return tal.is_in(flere.implode()).fill_null(value=False)
