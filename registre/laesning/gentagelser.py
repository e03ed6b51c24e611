"""Tal, der står mere end én gang i en lang søjle."""

from __future__ import annotations

import polars as pl

_LAENGSTE_STRAEK = 16
"""Har nogen flere rækker i træk, er det hurtigere at sortere."""


def gentaget(tal: pl.Series) -> pl.Series:
    """Sandt, hvor tallet også står et andet sted.

    Sorteret står ens tal side om side; det kan flere kerner være om, og kun de få, der
    gentages, skal slås op. Null gentages ikke.
    """
    ordnet = tal.sort()
    flere = ordnet.filter(ordnet == ordnet.shift(1)).unique()
    if flere.is_empty():
        return ingen(len(tal))
    return tal.is_in(flere.implode()).fill_null(value=False)


def er_forskellige(noegler: pl.Series) -> bool:
    """Om alle nøgler med sikkerhed er forskellige; falsk siger kun, at der skal ses efter.

    Står de i orden, er to ens naboer.
    """
    if not noegler.null_count() and noegler.is_sorted():
        return not (noegler == noegler.shift(1)).any()
    return noegler.hash().n_unique() == len(noegler)


def gentaget_hos(hos: pl.Series, tal: pl.Series) -> pl.Series:
    """Som ``gentaget``, når ens tal altid står hos den samme (person eller sag).

    Står ``hos`` i orden, som registrene plejer at levere, er rækkerne om den samme naboer, og
    så få ad gangen, at det er billigere at holde dem op mod hinanden end at sortere dem alle.
    """
    if hos.null_count() or not hos.is_sorted():
        return gentaget(tal)
    hos = hos.rle_id() if hos.dtype == pl.String else hos
    ramt = ingen(len(tal))
    begge = pl.DataFrame([hos.alias("hos"), tal.alias("tal")])
    for afstand in range(1, _LAENGSTE_STRAEK):
        samme = pl.all() == pl.all().shift(afstand)
        hos_samme, samme_tal = begge.select(samme.any()).row(0)
        if not hos_samme:
            return ramt
        if samme_tal:
            som_foer = (tal == tal.shift(afstand)).fill_null(value=False)
            ramt = ramt | som_foer | som_foer.shift(-afstand, fill_value=False)
    return gentaget(tal)


def ingen(antal: int) -> pl.Series:
    """Falsk for hver af så mange rækker."""
    return pl.Series([False]).new_from_index(0, antal)
