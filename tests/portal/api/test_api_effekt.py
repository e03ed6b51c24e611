"""Effektens tal i grænsefladen er sidens: de samme viste, de samme skjulte, og kun egne."""

from __future__ import annotations

from typing import Any

import pytest

from adgang.models import Kommune
from feedback.models import Effektfigur
from tests import fabrik
from tests.feedback.effekt.conftest import opgjort  # noqa: F401
from tests.portal.api.fagsystem import Fagsystem, felter

AARET = "2025-11_2026-11"


@pytest.fixture
def system(opgjort: Kommune, db: None) -> Fagsystem:  # noqa: F811
    return Fagsystem(opgjort)


def viste(figurer: Any) -> dict[tuple[str, str], int]:
    """Figurernes viste grene."""
    return {(f.opdeling, gren): tal for f in figurer for gren, tal in f.vist.items()}


@pytest.mark.parametrize(
    ("soegedel", "kle", "maerke", "trin"),
    [
        ("", "", "", 0),
        (f"?periode={AARET}&ydelse=32.24.04", "32.24.04", "", 0),
        ("?tema=tema:Indkomst&trin=2", "", "tema:Indkomst", 2),
        ("?ydelse=32.24.10&tema=type:b_indkomst", "32.24.10", "type:b_indkomst", 0),
    ],
)
def test_tallene_er_de_viste_figurer_og_resten_er_null(
    system: Fagsystem, soegedel: str, kle: str, maerke: str, trin: int
):
    svar = system.get(f"effekt{soegedel}")
    assert svar.status_code == 200
    krop = svar.json()
    assert krop["periode"]["navn"] == AARET
    assert krop["udsnit"] == {"ydelse": kle or None, "tema": maerke or None, "trin": trin or None}
    egne = Effektfigur.objects.i_kommune("0175").filter(
        til="2026-11-01", fra__in=("2025-11-01", "2026-10-01"), kle=kle, maerke=maerke, trin=trin,
        opdeling__in=("NYE", "AFSLUTTET", "UDLOEBET", "AABNE", "AARSAG", "AENDRING"),
    )  # fmt: skip
    sendt = {(t["opdeling"], t["gren"]): t["antal"] for t in krop["tal"]}
    assert {noegle: tal for noegle, tal in sendt.items() if tal is not None} == viste(egne)
    assert all(tal is None or tal == 0 or tal >= 5 for tal in sendt.values())
    afsluttet = egne.filter(opdeling="AFSLUTTET").first()
    assert krop["beloeb"]["krav_oere"] == (afsluttet and afsluttet.krav_oere)
    assert krop["behandlingstid"]["median_dage"] == (afsluttet and afsluttet.dage_median)


def test_noeglen_til_hver_definition_findes_paa_siden(system: Fagsystem, client: Any):
    from django.template.loader import render_to_string

    siden = render_to_string("feedback/effekt/definitionsliste.html")
    krop = system.get("effekt").json()
    noegler = {t["definition"] for t in krop["tal"]}
    noegler |= {krop[maal]["definition"] for maal in ("behandlingstid", "beloeb")}
    assert len(noegler) == 8
    assert not [noegle for noegle in noegler if f'id="d-{noegle}"' not in siden]


def test_den_anden_kommunes_klient_ser_intet_af_det(system: Fagsystem):
    fremmed = Fagsystem(fabrik.kommune("0173", "Lyngby-Taarbæk"))
    tomt = fremmed.get("effekt")
    assert (tomt.status_code, tomt.json()["periode"], tomt.json()["tal"]) == (200, None, [])
    # Heller ikke med en periode, kun den anden kommune har.
    assert felter(fremmed.get(f"effekt?periode={AARET}")) == ["periode"]


@pytest.mark.parametrize(
    ("soegedel", "felt"),
    [
        ("periode=2020-01_2021-01", "periode"),
        ("ydelse=99.99.99", "ydelse"),
        ("tema=tema:Findes ikke", "tema"),
        ("trin=9", "trin"),
        ("trin=2&trin=3", "trin"),
    ],
)
def test_et_filter_der_ikke_kendes_er_en_fejl_og_ikke_alt(
    system: Fagsystem, soegedel: str, felt: str
):
    assert felter(system.get(f"effekt?{soegedel}")) == [felt]


def test_en_klient_med_nogle_ydelser_faar_aldrig_alle_under_et(opgjort: Kommune, db: None):  # noqa: F811
    nogle = Fagsystem(opgjort, navn="Kontanthjælpen", kle=["32.24.04"])
    assert nogle.get("effekt").json()["udsnit"]["ydelse"] == "32.24.04"
    assert felter(nogle.get("effekt?ydelse=32.24.10")) == ["ydelse"]
