"""En adresse skjules også, når det er en anden på den, der er beskyttet."""

from __future__ import annotations

import json

import pytest

from kontrol.kontrolark.maskering import bor_beskyttet, maskeret
from kontrol.kontrolark.visning import arkvisning
from samkoering.models import Kontrolark
from tests.kontrol.kontrolark import eksempel

HJEM, FRA = "Testvej 12", "Gammelvej 3"


def ark(**ym: object) -> Kontrolark:
    person = eksempel.person(eksempel.YM_CPR, "Bo", **ym)
    return Kontrolark(indhold=eksempel.indhold([eksempel.flytning()], ym=person, aef=None))


@pytest.mark.parametrize(
    ("ym", "skjult"),
    [
        ({}, False),  # et ældre ark har ikke feltet
        ({"bor_beskyttet": False}, False),
        ({"bor_beskyttet": True}, True),
        ({"adressebeskyttet": True}, True),
        ({"adressebeskyttet": True, "bor_beskyttet": True}, True),
    ],
)
def test_skaerm_og_vedhaeftning(ym, skjult):
    et = ark(**ym)
    assert bor_beskyttet(et.indhold["ym"]) is skjult
    vist, aabnet = arkvisning(et), arkvisning(et, vis_adresse=True)
    assert vist.beskyttet is skjult
    for tekst in (HJEM, FRA):
        assert (tekst in str(vist.ym) + str(vist.fund)) is not skjult
        assert tekst in str(aabnet.ym) + str(aabnet.fund)
        assert (tekst in json.dumps(maskeret(et.indhold), ensure_ascii=False)) is not skjult
