"""Effektmålingens overblik i en browser: WCAG 2.1 AA, 320 px, link og valg med tastaturet."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger
from feedback.effekt.perioder import foerste_dag, nummer
from feedback.effekt.udsnit import type_
from feedback.models import Effektfigur, Effektmaaned, Landsfigur
from tests import browser, fabrik
from tests.ende_til_ende.axe import besoeg, brud

pytestmark = pytest.mark.django_db(transaction=True)
SLUT = date(2026, 10, 1)
DELT = {"afsluttet": 100, "aendret": 25, "henlagt": 75, "henlagt_visitering": 60}
DE_ANDRE = ("kontroltyper", "afproevning", "ligebehandling", "regnskab")
DELT |= {"henlagt_hoering": 15, "med_krav": 15, "uden_krav": 10}
RAEKKER = {"raekker": 100, "afviste": 2, "ens": 1, "om_andre": 90, "om_bestanden": 7}
RAEKKER |= {"afvist_fordi": {"koen: ventede en af K, M": 2}}


def vis(leder: Bruger, opdeling: str, vist: dict[str, int], maaneder: int = 12, **andet) -> None:
    """Et vist tal i en periode, der slutter med september 2026."""
    slut = nummer(SLUT)
    Effektfigur.objects.i_kommune(leder.kommune).create(
        kommune=leder.kommune,
        maaned=foerste_dag(slut - 1),
        fra=foerste_dag(slut - maaneder),
        til=SLUT,
        opdeling=opdeling,
        vist=vist,
        **andet,
    )


@pytest.fixture
def et_vist_aar(leder: Bruger) -> Bruger:
    """Tolv lukkede måneder, og figurer af hver slags."""
    for nr in range(1, 13):
        Effektmaaned.objects.i_kommune(leder.kommune).create(
            kommune=leder.kommune, maaned=foerste_dag(nummer(SLUT) - nr), opgjort=timezone.now()
        )
    vis(leder, "AFSLUTTET", DELT, krav_oere=924_000_00, maanedlig_oere=-3_000_00)
    vis(leder, "AFSLUTTET", DELT, maaneder=3)
    vis(leder, "AFSLUTTET", {"afsluttet": 60, "aendret": 30}, maerke=type_("b_indkomst"))
    vis(leder, "UDLOEBET", {"udloebet": 12})
    vis(leder, "UDLOEBET", {"udloebet": 12}, maaneder=3)
    vis(leder, "NYE", {"nye": 130})
    aldre = {"aabne": 60, "0-15": 40, "16-30–over": 20, "16-30": 12, "31-45–over": 8}
    vis(leder, "AABNE", aldre, maaneder=1)
    trin = {f"{side}:bliver": 5 for side in ("aendret", "henlagt")}
    trin |= {f"{side}:alene": 25 for side in ("aendret", "henlagt")}
    typens = {"afsluttet": 60, "aendret": 30, "henlagt": 30, **trin}
    vis(leder, "AFPROEVNING:b_indkomst", typens, maerke=type_("b_indkomst"))
    for gruppe, aendret in (("kvinder", 5), ("mænd", 25)):
        vist = {"afsluttet": 40, "aendret": aendret, "henlagt": 40 - aendret}
        vis(leder, "GRUPPE:koen", vist, maerke=gruppe)
    fra = foerste_dag(nummer(SLUT) - 12)
    Landsfigur.objects.create(maaned=fra, fra=fra, til=SLUT, vist=DELT, kommuner=2)
    natten = fabrik.koersel(SLUT, tabeller=[{**fabrik.datakilde("CPR", "cpr_personer"), **RAEKKER}])
    fabrik.koerselsdel(natten, leder.kommune, haendelser={"flytning": {"FUNDET": 7, "NY_SAG": 7}})
    return leder


def test_alle_sider(page: Page, live_server: LiveServer, et_vist_aar: Bruger, settings):
    settings.OFFENTLIG_SIDE = True
    browser.luk_ind(page.context, live_server, et_vist_aar)
    page.goto(f"{live_server.url}/effekt/")
    expect(page.locator("svg.bred")).to_have_count(4)
    assert brud(page) == []
    page.goto(f"{live_server.url}/effekt/")
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    expect(page.locator("svg.bred").first).to_be_hidden()
    expect(page.locator("svg.smal").first).to_be_visible()
    page.get_by_label("Kontroltrin").select_option("2")
    page.get_by_role("button", name="Vis", exact=True).press("Enter")
    page.wait_for_url("**/effekt/?*trin=2")
    page.get_by_role("button", name="Kopiér link til visning").press("Enter")
    expect(page.get_by_text("Kopieret")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("trin=2")
    page.get_by_role("link", name="Fjern filteret Kontroltrin 2").press("Enter")
    page.wait_for_url(lambda url: "trin" not in url)
    page.goto(f"{live_server.url}/effekt/?trin=9")
    assert brud(page) == []
    for sti in (*(f"/effekt/{navn}/" for navn in DE_ANDRE), "/offentligt/"):
        assert besoeg(page, live_server, sti) == []
        expect(page.locator("tbody tr").first).to_be_visible()  # der er tal at se på
