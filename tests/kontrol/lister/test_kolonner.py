"""Overskrifter, der sorterer, og tallene i adressen."""

from __future__ import annotations

import pytest

from kontrol.lister.kolonner import Kolonne, Sortering, laes_sortering
from kontrol.lister.tal import laes_tal

KENDTE = ("navn", "frist")


@pytest.mark.parametrize(
    ("tekst", "felt", "faldende"),
    [
        ("navn",   "navn",  False),
        ("-navn",  "navn",  True),
        ("",       "frist", False),
        ("-",      "frist", False),
        ("cpr",    "frist", False),
        ("-cpr",   "frist", False),
        ("--navn", "frist", False),
    ],
)  # fmt: skip
def test_laes_sortering(tekst: str, felt: str, faldende: bool):
    assert laes_sortering(tekst, KENDTE, "frist") == (felt, faldende)


@pytest.mark.parametrize(
    ("faldende", "felt", "adresse", "retning"),
    [
        (False, "navn",  "-navn", "ascending"),   # den aktive vendes
        (True,  "navn",  "navn",  "descending"),
        (False, "frist", "frist", "none"),
        (True,  "frist", "frist", "none"),        # en ny begynder stigende
    ],
)  # fmt: skip
def test_overskriften(faldende: bool, felt: str, adresse: str, retning: str):
    kolonne = Sortering("navn", faldende).kolonne("Ord", felt, str)
    assert kolonne == Kolonne("Ord", adresse, retning)


@pytest.mark.parametrize(
    ("tekst", "tal"),
    [
        ("0", 0), ("7", 7), ("99999", 99999), ("100000", 0), ("-1", 0), ("+1", 0), (" 1", 0),
        ("1.0", 0), ("٣", 0), ("²", 0), ("x", 0), ("", 0), (None, 0),
    ],
)  # fmt: skip
def test_laes_tal(tekst: str | None, tal: int):
    assert laes_tal(tekst) == tal


@pytest.mark.parametrize(("cifre", "tal"), [(2, 0), (3, 123), (18, 123)])
def test_laes_tal_med_flere_cifre(cifre: int, tal: int):
    assert laes_tal("123", cifre) == tal
