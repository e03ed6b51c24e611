"""En sags 34 ord som bogstaver: YM's i nummerorden, derefter ÆF's."""

from __future__ import annotations

import random

import polars as pl
import pytest

from samkoering.grundlag.roller import Status
from samkoering.skrivning.bogstaver import BOGSTAV, sagernes_bogstaver

ORD = [ord_.value for ord_ in Status]
CELLER = [(rolle, nr) for rolle in ("AEF", "YM") for nr in (*range(9, 18), *range(1, 9))]
"""Motorens orden er sin egen; bogstavernes er reglernes numre."""


def regnskab(sager: list[list[str]]) -> pl.DataFrame:
    """Motorens celler for sagerne, hver med et ord pr. celle."""
    raekker = [
        (sag, rolle, nr, ord_)
        for sag, ordene in enumerate(sager)
        for (rolle, nr), ord_ in zip(CELLER, ordene, strict=True)
    ]
    skema = {"sag": pl.UInt32, "rolle": pl.Enum(["AEF", "YM"]), "nr": pl.UInt8}
    return pl.DataFrame(raekker, schema={**skema, "status": pl.Enum(ORD)}, orient="row")


def celle_for_celle(ordene: list[str]) -> str:
    pr_celle = dict(zip(CELLER, ordene, strict=True))
    orden = [(rolle, nr) for rolle in ("YM", "AEF") for nr in range(1, 18)]
    return "".join(BOGSTAV[pr_celle[celle]] for celle in orden)


@pytest.mark.parametrize("antal", [0, 1, 2, 300])
def test_bogstaverne_er_ordene_celle_for_celle(antal: int):
    terning = random.Random(antal)
    sager = [terning.choices(ORD, k=len(CELLER)) for _ in range(antal)]
    sager += sager[: antal // 2]  # flere sager af samme slags
    svar = sagernes_bogstaver(regnskab(sager)).sort("sag")
    assert svar["sag"].to_list() == list(range(len(sager)))
    assert svar["status"].to_list() == [celle_for_celle(ordene) for ordene in sager]


@pytest.mark.parametrize("ord_", ORD)
def test_hvert_ord_har_sit_bogstav_ogsaa_paa_den_sidste_plads(ord_: str):
    svar = sagernes_bogstaver(regnskab([[ord_] * len(CELLER)]))
    assert svar["status"].to_list() == [BOGSTAV[ord_] * 34]
