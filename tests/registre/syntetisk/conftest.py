"""En lille syntetisk verden, dannet én gang for alle prøverne."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from registre.syntetisk import danmark

Tabeller = dict[str, pl.DataFrame]

DATO = date(2018, 6, 19)
HORISONT = 40


@pytest.fixture(scope="session")
def verden() -> Tabeller:
    """1.500 modtagere i Rødovre og Lyngby-Taarbæk, og fyrre dage efter datoen."""
    return danmark(1500, ["0175", "0173"], DATO, seed=1, horisont_dage=HORISONT)
