"""Adressen på én linje: den samme for ét svar som for kontrolarkets hele tabel."""

from __future__ import annotations

import polars as pl
import pytest

from registre.cpr.adresselinje import adresselinje
from samkoering.motor.tabeller import adressetekst

FELTER = ("vejnavn", "husnr", "etage", "sidedoer", "postnr", "postdistrikt")


@pytest.mark.parametrize(
    ("adresse", "linje"),
    [
        (("Birkevej", "044",  None, None, "2610", "Rødovre"), "Birkevej 44, 2610 Rødovre"),
        (("Birkevej", "004B", "2",  "th", "2610", "Rødovre"), "Birkevej 4B, 2. th, 2610 Rødovre"),
        (("Birkevej", "100",  "st", None, "2610", "Rødovre"), "Birkevej 100, st., 2610 Rødovre"),
        (("Birkevej", "040A", "10", "12", "0800", "Høje T."), "Birkevej 40A, 10. 12, 0800 Høje T."),
    ],
)  # fmt: skip
def test_adressen_skrives_ens(adresse: tuple[str | None, ...], linje: str):
    raekke = dict(zip(FELTER, adresse, strict=True))
    assert adresselinje(raekke) == linje
    tabel = pl.DataFrame(
        [{**raekke, "reel": True}], schema_overrides=dict.fromkeys(FELTER, pl.String)
    )
    assert tabel.select(adressetekst()).item() == linje


def test_uden_husnummer_staar_kun_det_der_er():
    uden = dict.fromkeys(FELTER) | {"vejnavn": "Uden fast bopæl", "husnr": "000"}
    assert adresselinje(uden) == "Uden fast bopæl"
