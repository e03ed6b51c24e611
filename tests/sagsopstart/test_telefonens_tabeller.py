"""Fakta på en telefon: en bred tabel bliver en liste, så ingen kolonne står uden for skærmen."""

from __future__ import annotations

import pytest

from sagsopstart.templatetags.opslag import telefonform


@pytest.mark.parametrize(
    ("slags", "form"),
    [
        (["tekst"],                                     "smal"),
        (["tekst", "tekst", "dato"],                    "smal"),
        (["tal", "tal", "tal"],                         "smal"),
        (["tekst", "tekst", "tal", "dato"],             "smal"),
        (["tekst", "tekst", "dato", "dato"],            "stablet"),
        (["tekst", "tal", "tal", "tal", "dato"],        "stablet"),
        (["tekst", "tekst", "dato", "dato", "dato"],    "stablet"),
    ],
)  # fmt: skip
def test_tabellens_form_paa_en_telefon(slags, form):
    assert telefonform([{"navn": "Kolonne", "slags": et} for et in slags]) == form
