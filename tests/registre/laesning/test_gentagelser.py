"""Tal, der står mere end én gang, findes ens, hvordan de end ligger."""

from __future__ import annotations

import random

import polars as pl
import pytest

from registre.laesning import gentagelser
from registre.laesning.gentagelser import er_forskellige, gentaget, gentaget_hos

LAENGSTE = gentagelser._LAENGSTE_STRAEK

TILFAELDE = [
    ([], []),
    ([7], [False]),
    ([7, 8, 9], [False, False, False]),
    ([7, 7], [True, True]),
    ([9, 7, 8, 7], [False, True, False, True]),  # ikke ved siden af hinanden
    ([7, 7, 7, 8], [True, True, True, False]),
    ([7, 8, 9, 7, 8], [True, True, False, True, True]),  # to par, der griber ind i hinanden
    ([None, 7, None], [False, False, False]),  # null gentages ikke
]


@pytest.mark.parametrize(("tal", "ventet"), TILFAELDE)
def test_gentaget(tal: list[int | None], ventet: list[bool]):
    assert gentaget(pl.Series(tal, dtype=pl.Int64)).to_list() == ventet


@pytest.mark.parametrize(("tal", "ventet"), TILFAELDE)
@pytest.mark.parametrize(
    "hos",
    [1, "0101-000001"],  # et nummer eller en tekst
)
def test_gentaget_hos_den_samme(hos: int | str, tal: list[int | None], ventet: list[bool]):
    dens = pl.Series([hos] * len(tal), dtype=pl.Int64 if isinstance(hos, int) else pl.String)
    assert gentaget_hos(dens, pl.Series(tal, dtype=pl.Int64)).to_list() == ventet


@pytest.mark.parametrize("antal", [LAENGSTE - 1, LAENGSTE, LAENGSTE + 1])
def test_ogsaa_de_fjerneste_raekker_hos_den_samme(antal: int):
    """Den første og den sidste er ens, og der er lige så mange imellem, som der kan være."""
    tal = pl.Series([*range(antal - 1), 0])
    svar = gentaget_hos(pl.Series([5] * antal), tal).to_list()
    assert svar == [True, *[False] * (antal - 2), True]


@pytest.mark.parametrize(
    "hos",
    [
        [2, 2, 1, 1, 2],  # den samme to steder: ikke i orden
        [None, None, 1, 1, None],  # ikke en person
        [2, 2, 1, None, 2],
    ],
)
def test_uden_orden_findes_de_ens_alligevel(hos: list[int | None]):
    tal = pl.Series([20, 21, 10, 11, 20])
    assert gentaget_hos(pl.Series(hos), tal).to_list() == [True, False, False, False, True]


@pytest.mark.parametrize("i_orden", [True, False])
def test_gentaget_hos_er_gentaget(i_orden: bool):
    terning = random.Random(1)
    for _ in range(200):
        hos = [terning.randrange(6) for _ in range(terning.randrange(60))]
        dem = pl.Series(sorted(hos) if i_orden else hos, dtype=pl.Int64)
        dage = pl.Series([terning.randrange(8) for _ in hos], dtype=pl.Int64)
        tal = dem * 100 + dage
        assert gentaget_hos(dem, tal).to_list() == gentaget(tal).to_list()


@pytest.mark.parametrize(
    ("noegler", "forskellige"),
    [
        ([], True),
        ([7], True),
        ([7, 8, 9], True),
        ([7, 8, 8], False),
        ([9, 7, 8], True),  # ikke i orden
        ([8, 7, 8], False),
        ([None, 7, 8], True),
        ([None, None, 7], False),  # to, der er afvist, og en tredje at se efter
    ],
)
@pytest.mark.parametrize("type_", [pl.Int64, pl.String])
def test_om_noeglerne_er_forskellige(
    noegler: list[int | None], forskellige: bool, type_: type[pl.DataType]
):
    assert er_forskellige(pl.Series(noegler, dtype=pl.Int64).cast(type_)) is forskellige
