"""Hvad teksten i feltet er: sagsnummer, CPR-nummer, navn eller ingen af dem."""

from __future__ import annotations

import pytest

from kontrol.sortering import sorteringsnoegle
from portal.soegning.spoergsmaal import Slags, laes


@pytest.mark.parametrize(
    ("tekst", "slags", "vaerdi"),
    [
        ("670585-0028",        Slags.CPR,    "6705850028"),
        ("6705850028",         Slags.CPR,    "6705850028"),
        (" 670585 0028 ",      Slags.CPR,    "6705850028"),
        ("670585\u20130028",   Slags.CPR,    "6705850028"),
        ("R-26-04812",         Slags.SAGSNR, "R-26-04812"),
        ("r-26-4812",          Slags.SAGSNR, "R-26-04812"),
        ("26-04812",           Slags.SAGSNR, "R-26-04812"),
        ("R-26-123456",        Slags.SAGSNR, "R-26-123456"),
        ("Bo",                 Slags.NAVN,   "Bo"),
        ("Å. Ørsted-Æble",     Slags.NAVN,   "Å. Ørsted-Æble"),
        ("O'Neill",            Slags.NAVN,   "O'Neill"),
    ],
)  # fmt: skip
def test_det_er(tekst: str, slags: Slags, vaerdi: str):
    spoergsmaal = laes(tekst)
    assert spoergsmaal is not None
    assert (spoergsmaal.slags, spoergsmaal.vaerdi) == (slags, vaerdi)


@pytest.mark.parametrize(
    "tekst",
    ["B", "", "Å", "670585-002", "991385-0028", "4812", "Bo 670585", "Bo_", "%", "--"],
)
def test_det_er_ingen_af_dem(tekst: str):
    assert laes(tekst) is None


def test_intet_af_det_skrevne_kan_slippe_ud_i_et_spor():
    assert "670585" not in repr(laes("670585-0028"))
    assert "Bo" not in repr(laes("Bo Prøvesen"))


@pytest.mark.parametrize(
    ("skrevet", "navn", "passer"),
    [
        ("bo",      "Bo Prøvesen",     True),
        ("prøv",    "Bo Prøvesen",     True),
        ("PRØV",    "Bo Prøvesen",     True),
        ("prøv bo", "Bo Prøvesen",     True),
        ("bo ib",   "Bo Prøvesen",     False),
        ("prov",    "Bo Prøvesen",     False),
        ("åge",     "Aage Testesen",   True),
        ("Aage",    "Åge Testesen",    True),
        ("Ka",      "Kaare Testesen",  True),
        ("Kaa",     "Kaare Testesen",  True),
        ("Ka",      "Karin Testesen",  True),
        ("rené",    "Rene Testesen",   True),
        ("pr%v",    "Bo Prøvesen",     False),
    ],
)  # fmt: skip
def test_navnet_passer_paa_dansk(skrevet: str, navn: str, passer: bool):
    spoergsmaal = laes(skrevet)
    assert spoergsmaal is not None
    noegle = sorteringsnoegle(navn)
    assert all(any(form in noegle for form in ord_) for ord_ in spoergsmaal.ord) is passer
