"""Flytning »uden ændringer« om en borger uden adresse: det siges, hvorfor."""

from __future__ import annotations

from typing import Any

import pytest

from kontrol.kontrolark.adresseloes import FORKLARING, forklaring
from tests.kontrol.kontrolark import eksempel


@pytest.mark.parametrize(
    ("adresse", "beskyttet", "status", "forklares"),
    [
        ("",                      False, "INGEN_AENDRING", True),
        ("uden fast bopæl",       False, "INGEN_AENDRING", True),
        ("Testvej 1, 2610 Rødovre", False, "INGEN_AENDRING", False),
        # om en beskyttet siges intet om adressen
        ("",                      True,  "INGEN_AENDRING", False),
        ("",                      False, "UDFALD",         False),
        ("",                      False, "IKKE_UDFOERT",   False),
        ("",                      False, "FRAVALGT",       False),
    ],
)  # fmt: skip
def test_forklaringen(adresse: str, beskyttet: bool, status: str, forklares: bool):
    felter: dict[str, Any] = {"adresse": adresse, "adressebeskyttet": beskyttet}
    indhold = eksempel.indhold([], ym=eksempel.person(eksempel.YM_CPR, "Bo Prøvesen", **felter))
    for linje in indhold["regnskab"]:
        if linje["regel"] == "flytning":
            linje["ym"] = status
    assert forklaring(indhold) == (FORKLARING if forklares else "")


@pytest.mark.django_db
def test_den_staar_ved_kontrollerne_uden_aendringer(klient, mette):
    uden = eksempel.person(eksempel.YM_CPR, "Bo Prøvesen", adresse="")
    sag = eksempel.sag_med(mette, eksempel.indhold([], ym=uden))
    assert FORKLARING in klient.get(f"/kontrolark/{sag.pk}/").content.decode()
