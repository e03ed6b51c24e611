"""Tal, der står mere end én gang, findes ens, hvordan de end ligger."""

from __future__ import annotations

import polars as pl
import pytest

from registre.laesning.gentagelser import gentaget


@pytest.mark.parametrize(
    ("tal", "ventet"),
    [
        ([], []),
        ([7], [False]),
        ([7, 8, 9], [False, False, False]),
        ([7, 7], [True, True]),
        ([9, 7, 8, 7], [False, True, False, True]),  # ikke ved siden af hinanden
        ([7, 7, 7, 8], [True, True, True, False]),
        ([None, 7, None], [False, False, False]),  # null gentages ikke
    ],
)
def test_gentaget(tal: list[int | None], ventet: list[bool]):
    assert gentaget(pl.Series(tal, dtype=pl.Int64)).to_list() == ventet
