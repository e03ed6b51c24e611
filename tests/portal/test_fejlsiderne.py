"""Fejlsider på dansk, uden noget om sagen, og en streng indholdspolitik på alle sider."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import loader
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from tests import fabrik

SKABELONER = sorted((settings.ROD / "templates").rglob("*.html"))


@pytest.mark.parametrize("indlogget", [True, False])
def test_404(klient: Client, indlogget: bool):
    svar = (klient if indlogget else Client()).get("/findes-ikke/6705850028/")
    side = svar.content.decode()
    assert svar.status_code == 404
    assert "Siden findes ikke" in side
    assert "6705850028" not in side


def test_500_kan_vises_uden_database_og_bruger():
    svar = server_error(RequestFactory().get("/"))
    assert svar.status_code == 500
    assert "Der skete en fejl" in svar.content.decode()


def test_en_uventet_fejl_roeber_intet(mette, monkeypatch: pytest.MonkeyPatch):
    def vaelt(*_: object) -> None:
        raise ValueError("770585-0028 Kanariefugl")

    monkeypatch.setattr("portal.overblik.views.dagens_sager", vaelt)
    klient = Client(raise_request_exception=False)
    fabrik.log_ind(klient, mette)
    svar = klient.get("/")
    assert svar.status_code == 500
    assert "Kanariefugl" not in svar.content.decode()


@pytest.mark.parametrize("sti", ["/", "/log-ind/", "/bestillingsliste/", "/findes-ikke/"])
def test_indholdspolitikken(klient: Client, sti: str):
    politik = klient.get(sti)["Content-Security-Policy"]
    assert "script-src 'self'" in politik
    assert "style-src 'self'" in politik
    assert "unsafe" not in politik


@pytest.mark.parametrize(
    "skabelon", [s for s in SKABELONER if not s.name.startswith("pdf")], ids=lambda s: s.name
)
def test_ingen_skabelon_har_indlejret_stil_eller_script(skabelon: Path):
    tekst = skabelon.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|<style|\|safe\b", tekst)


@pytest.mark.parametrize("sti", ["/tilgaengelighed/", "/privatliv/"])
def test_aabne_sider(db, sti: str):
    assert Client().get(sti).status_code == 200


def test_erklaeringen_naevner_det_der_kraever_javascript(db):
    html = Client().get("/tilgaengelighed/").content.decode()
    assert "Kørelisten på telefonen" in html.partition("kræver JavaScript")[0]
    assert "alt andet virker uden" not in html


@pytest.mark.parametrize(("demo", "vises"), [(True, True), (False, False)])
def test_demonstrationen_er_tydelig(db, settings, demo: bool, vises: bool):
    settings.DEMO = demo
    assert ("Alle personer, CPR-numre og beløb" in Client().get("/log-ind/").content.decode()) is (
        vises
    )


@pytest.mark.parametrize(
    ("kode", "navn", "ejer"),
    [
        ("0175", "Rødovre",  "Rødovre Kommune"),
        ("0101", "København", "Københavns Kommune"),
        ("0400", "Bornholm", "Bornholms Regionskommune"),
    ],
)  # fmt: skip
def test_kommunens_navn(db, kode: str, navn: str, ejer: str):
    klient = Client()
    fabrik.log_ind(klient, fabrik.bruger("nogen", hjemme=fabrik.kommune(kode, navn)))
    assert f"<strong>{ejer}</strong>" in klient.get("/").content.decode()


def test_alle_skabeloner_kan_laeses():
    for skabelon in SKABELONER:
        loader.get_template(str(skabelon.relative_to(settings.ROD / "templates")))
