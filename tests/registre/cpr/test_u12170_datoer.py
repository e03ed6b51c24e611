"""CPR's datoer: tomme, delvise, og tidspunkter uden et rigtigt ur."""

from __future__ import annotations

from datetime import date

import pytest

from registre.cpr.u12170.datoer import laes_dato, laes_tidspunkt


@pytest.mark.parametrize(
    ("tekst", "foerst", "sidst", "dagen_foer"),
    [
        # klokkeslættet kontrolleres ikke
        ("200006301004", date(2000, 6, 30), date(2000, 6, 30),  date(2000, 6, 29)),
        ("199103201299", date(1991, 3, 20), date(1991, 3, 20),  date(1991, 3, 19)),
        ("196003012000", date(1960, 3, 1),  date(1960, 3, 1),   date(1960, 2, 29)),
        # en delvis dato er en periode, og slutter den, slutter den selv med
        ("194100001299", date(1941, 1, 1),  date(1941, 12, 31), date(1941, 12, 31)),
        ("200002000000", date(2000, 2, 1),  date(2000, 2, 29),  date(2000, 2, 29)),
    ],
)  # fmt: skip
def test_tidspunkter(tekst: str, foerst: date, sidst: date, dagen_foer: date):
    laest = laes_tidspunkt(tekst)
    assert laest is not None
    assert (laest.foerst, laest.sidst, laest.dagen_foer) == (foerst, sidst, dagen_foer)


@pytest.mark.parametrize("tekst", ["", "            ", "000000000000", "0000000000", "0000-00-00"])
def test_nuller_og_blanke_er_ingenting(tekst: str):
    assert laes_tidspunkt(tekst) is None
    assert laes_dato(tekst) is None


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("1985-05-07", date(1985, 5, 7)),
        ("19850507",   date(1985, 5, 7)),
        ("1985-00-00", date(1985, 1, 1)),
        ("2000-02-29", date(2000, 2, 29)),
    ],
)  # fmt: skip
def test_datoer(tekst: str, dag: date):
    laest = laes_dato(tekst)
    assert laest is not None
    assert laest.foerst == dag


@pytest.mark.parametrize(
    "tekst",
    ["1985-05-7", "1985-13-01", "1900-02-29", "1985-00-07", "0000-05-07", "i går", "1985-05-07x"],
)
def test_gale_datoer(tekst: str):
    with pytest.raises(ValueError):
        laes_dato(tekst)


@pytest.mark.parametrize("tekst", ["20000630", "2000063010044", "200006311004", "20000630100x"])
def test_gale_tidspunkter(tekst: str):
    with pytest.raises(ValueError):
        laes_tidspunkt(tekst)
