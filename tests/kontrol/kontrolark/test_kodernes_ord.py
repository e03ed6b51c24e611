"""Registerets koder i beviset er forklaret under tabellen, på skærmen og i PDF'en."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kontrol.kontrolark.dokument import forlaeg
from kontrol.kontrolark.koder import forklaringer
from samkoering.regler import ALLE_REGLER
from tests.kontrol.kontrolark import eksempel

PRIVATBIL = "R75-indeks 7500100 er privatbiler."
KVARTAL = "R75-indeks 4200503 er “Moms og afgifter i alt” i 3. kvartal."
KOLONNER = {regel.slug: [navn for navn, _ in regel.kolonner] for regel in ALLE_REGLER}


@pytest.mark.parametrize(
    ("slug", "raekker", "sagt"),
    [
        ("bilkoeb", [["7500100"]],                [PRIVATBIL, "Ejer/bruger er"]),
        ("mange_bilhandler", [["7500100"]] * 3,   [PRIVATBIL, "Ejer/bruger er"]),
        ("bilkoeb", [["7500199"]],                ["Ejer/bruger er"]),
        ("momsindberetning", [["4200503"]],       [KVARTAL]),
        ("momsindberetning", [["4200503"], ["4200501"]], [KVARTAL, "R75-indeks 4200501 er"]),
        ("ny_arbejdsgiver", [["7500100"]],        []),
    ],
)  # fmt: skip
def test_hver_kode_forklares_en_gang(slug: str, raekker: list[list[str]], sagt: list[str]):
    """Kun indekset er udfyldt; det står i reglens egen kolonne."""
    kolonner = KOLONNER[slug]
    fyldte = [[kode if navn == "R75-indeks" else "" for navn in kolonner] for (kode,) in raekker]
    vist = forklaringer(kolonner, fyldte)
    assert [tekst.startswith(ord_) for tekst, ord_ in zip(vist, sagt, strict=True)] == [True] * len(
        sagt
    )


@pytest.mark.django_db
def test_forklaringen_staar_paa_skaermen_og_i_pdfen(klient, mette):
    moms = eksempel.fund(
        "momsindberetning",
        "YM",
        kolonner=[{"navn": navn, "type": "tekst"} for navn in KOLONNER["momsindberetning"]],
        raekker=[["99990012", "3. kvartal 2026", "4200503", "100", "2026-11-01"]],
    )
    sag = eksempel.sag_med(mette, eksempel.indhold(udfald=[moms]))
    skaerm = klient.get(reverse("kontrolark", args=[sag.pk])).content.decode()
    pdf = forlaeg(sag, eksempel.ark_paa(sag)).html
    assert (skaerm.count(KVARTAL), pdf.count(KVARTAL)) == (1, 1)
