"""Bevisets celler efter type, og månederne i stamoplysningerne."""

from __future__ import annotations

import pytest

from kontrol.kontrolark.felter import Celle, celle, dag, maaned, siden


@pytest.mark.parametrize(
    ("type_", "vaerdi", "ventet"),
    [
        ("tekst", "Bageriet", Celle("Bageriet")),
        ("tekst", None, Celle("–")),
        ("tekst", "", Celle("–")),
        ("tekst", 0, Celle("0")),
        ("dato", "2026-10-30", Celle("30-10-2026", "dato")),
        ("dato", "2026-02-30", Celle("2026-02-30")),
        ("dato", None, Celle("–", "dato")),
        ("oere", 1142000, Celle("11.420 kr.", "tal")),
        ("oere", 50001, Celle("500,01 kr.", "tal")),
        ("oere", -418550, Celle("−4.185,50 kr.", "tal")),
        ("oere", 0, Celle("0 kr.", "tal")),
        ("oere", "mange", Celle("mange")),
        ("tal", 61, Celle("61", "tal")),
        ("adresse", "Nyvej 9", Celle("Nyvej 9")),
        ("ukendt", "x", Celle("x")),
    ],
)
def test_cellen_foelger_sin_type(type_, vaerdi, ventet):
    assert celle(type_, vaerdi, masker_adresse=False) == ventet


@pytest.mark.parametrize(
    ("type_", "vaerdi", "ventet"),
    [
        ("adresse", "Nyvej 9", "Adressebeskyttet"),
        ("adresse", "", "–"),
        ("tekst", "Nyvej 9", "Nyvej 9"),
    ],
)
def test_kun_adresser_maskeres(type_, vaerdi, ventet):
    assert celle(type_, vaerdi, masker_adresse=True).tekst == ventet


def test_datoer_og_maaneder_i_ord():
    assert (dag("2026-11-22"), dag(""), dag(None)) == ("22-11-2026", "", "")
    assert (siden("Gift", "2018-06-14"), siden("Gift", "")) == ("Gift siden 14-06-2018", "Gift")
    assert (maaned("2018-01"), maaned("2018-12")) == ("januar 2018", "december 2018")
