"""Registertekst, der vil være markup, formel, skabelon eller omvendt, er bare tekst på skærmen."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from kontrol.kontrolark.felter import uden_styretegn
from tests.kontrol.kontrolark import eksempel

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ond", eksempel.ONDE_TEKSTER, ids=lambda tekst: ascii(tekst)[:24])
def test_teksten_vises_som_tekst(mette, klient, ond):
    sag = eksempel.sag_med(mette, eksempel.ondt_indhold(ond))
    svar = klient.get(reverse("kontrolark", args=(sag.pk,)))
    side = svar.content.decode()
    assert svar.status_code == 200
    ventet = html.escape(uden_styretegn(ond).strip()) or "Navn ikke oplyst"
    assert f"<bdi>{ventet}</bdi>" in side
    ren = klient.get(reverse("kontrolark", args=(eksempel.sag_med(mette).pk,))).content.decode()
    assert _farlige(side) == _farlige(ren)


def _farlige(side: str) -> set[str]:
    """Elementer, der kan hente eller køre noget."""
    return set(re.findall(r"<(?:script|img|link|style|iframe|object|embed)\b[^>]*>", side)) - set(
        re.findall(r"<link rel=\"icon\"[^>]*>", side)
    )


@pytest.mark.parametrize(
    ("raa", "ren"),
    [
        ("Bo Prøvesen", "Bo Prøvesen"),
        ("\u202enesetsorP oB\u200f", "nesetsorP oB"),
        ("a\x00b\x07c", "abc"),
        ("山田 🙂", "山田 🙂"),
        (["\u2066x", {"navn": "\u200ey", "tal": 3}], ["x", {"navn": "y", "tal": 3}]),
        (None, None),
    ],
)
def test_styretegn_falder_bort(raa, ren):
    assert uden_styretegn(raa) == ren


@pytest.mark.parametrize("mangler", ["navn", "adresse", "civilstand_siden", "foedselsdato"])
def test_manglende_oplysninger_vaelter_ikke_siden(mette, klient, mangler):
    indhold = eksempel.indhold()
    indhold["ym"][mangler] = ""
    indhold["ym"]["alder"] = None
    sag = eksempel.sag_med(mette, indhold)
    assert klient.get(reverse("kontrolark", args=(sag.pk,))).status_code == 200
