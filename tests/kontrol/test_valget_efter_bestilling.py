"""Valget på bestillingslisten gælder de sager, brugeren så, og følger ikke med til andre sager."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from tests import fabrik

ADRESSE = "/bestillingsliste/"


def adressen_paa(side: str, tekst: str) -> str:
    fundet = re.search(rf'href="([^"]*)"[^>]*>(?:<svg.*?</svg>)?{tekst}', side)
    assert fundet, tekst
    return unescape(fundet[1])


def afkrydset(side: str) -> list[str]:
    return re.findall(r'name="sag" value="([^"]*)" id="[^"]*" checked', side)


@pytest.mark.parametrize("alle", [False, True])
def test_efter_en_bestilling_vaelger_den_gamle_adresse_intet(klient: Client, alle: bool):
    """Tilbage i browseren er den samme adresse; de næste ti må ikke stå valgt."""
    for _ in range(26):
        fabrik.sag_med_udfald()
    valgt = "?alle=1" if alle else adressen_paa(hent(klient), "Vælg de 10 ældste")
    foer = afkrydset(hent(klient, valgt))
    assert len(foer) == (25 if alle else 10)
    klient.post(ADRESSE, {"token": uuid4(), "sag": foer[:10]})
    efter = hent(klient, valgt)
    assert afkrydset(efter) == []
    assert "Ingen sager valgt" in efter
    assert 'name="alle"' not in efter
    igen = afkrydset(hent(klient, adressen_paa(efter, "Vælg de 10 ældste")))
    assert len(igen) == 10
    assert not set(igen) & set(foer[:10])


def hent(klient: Client, adresse: str = "") -> str:
    return klient.get(ADRESSE + adresse).content.decode()
