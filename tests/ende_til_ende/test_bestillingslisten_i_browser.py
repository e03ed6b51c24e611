"""Bestillingslisten i browseren: det, scriptet lægger oven på siden, og siden i sine tilstande."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger
from kontrol.bestillingsliste.liste import PR_SIDE
from kontrol.models import UNDER_BEHANDLING
from samkoering.models import Sag
from tests import fabrik
from tests.ende_til_ende.axe import brud
from tests.kontrol.test_kapacitet import lukket_sag

pytestmark = pytest.mark.django_db(transaction=True)
ALLE = PR_SIDE + 1


@pytest.fixture
def listen(side: Page, live_server: LiveServer, mette: Bruger) -> Page:
    """Én sag mere, end der er plads til på en side; en sag plejer at tage 20 minutter."""
    for dage in range(ALLE):
        udloeber = timezone.localdate() + timedelta(days=dage)
        fabrik.sag_med_udfald(mette.kommune, udloeber=udloeber)
    for _ in range(5):
        lukket_sag(mette, 20)
    side.goto(f"{live_server.url}/bestillingsliste/")
    return side


def test_vaelg_alle_og_se_hvor_lang_tid_det_svarer_til(listen: Page):
    side, linje = listen, listen.locator(".actionbar")
    expect(linje).to_contain_text("En sag tager dig ca. 20 minutter.")
    vaelg_alle = side.get_by_role("link", name=f"Vælg alle {ALLE}")
    expect(vaelg_alle).to_be_hidden()
    side.locator("#vaelg-alle").press(" ")
    expect(linje).to_contain_text(f"{PR_SIDE} sager valgt")
    expect(linje).to_contain_text("Svarer til ca. 8 timer og 20 minutter.")
    vaelg_alle.click()
    expect(linje).to_contain_text(f"{ALLE} sager valgt")
    expect(linje).to_contain_text("Svarer til ca. 8 timer og 40 minutter.")
    assert brud(side) == []
    side.locator("tbody input[type=checkbox]").nth(2).press(" ")
    expect(linje.get_by_role("button", name=f"Bestil {ALLE - 1} sager")).to_be_visible()
    side.keyboard.press("b")
    side.wait_for_url("**/prioriteringsliste/")
    bestilte = Sag.objects.i_kommune("0175").filter(tilstand__in=UNDER_BEHANDLING)
    assert bestilte.count() == ALLE - 1


def test_kolonnerne_foldes_ud_og_lukkes_med_escape(listen: Page):
    side = listen
    valg = side.locator("summary", has_text=re.compile("^Kolonner"))
    valg.click()
    panel = side.get_by_role("group", name="Vis kolonner")
    expect(panel).to_be_visible()
    side.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(valg).to_be_focused()
    side.keyboard.press("Enter")
    side.locator("label[for=kolonne-kontroltype]").click()
    side.get_by_role("button", name="Gem kolonner").click()
    expect(side.get_by_text("Dine kolonner er gemt.")).to_be_visible()
    expect(side.get_by_role("columnheader", name="Kontroltype")).to_have_count(0)
    expect(side.get_by_role("columnheader", name="Udløber")).to_have_count(1)


def test_spoergsmaalet_faar_fokus_og_et_ja_bestiller(listen: Page, live_server: LiveServer):
    fabrik.kommune(bestilling_varsel=6)  # de fem lukkede er bestilt i dag eller i går
    side = listen
    side.goto(f"{live_server.url}/bestillingsliste/?vaelg=10")
    side.get_by_role("button", name="Bestil 10 sager").click()
    spoergsmaal = side.get_by_role("alert")
    expect(spoergsmaal).to_contain_text("Bestil alligevel?")
    expect(spoergsmaal).to_be_focused()
    expect(side.locator(".actionbar")).to_contain_text("10 sager valgt")
    assert brud(side) == []
    spoergsmaal.get_by_role("button", name="Bestil alligevel").click()
    side.wait_for_url("**/prioriteringsliste/")
    expect(side.get_by_text("10 sager er bestilt")).to_be_visible()


@pytest.mark.parametrize("med_tasten", [False, True], ids=["de 10 ældste", "enkelte kryds"])
def test_tilbage_efter_en_bestilling_er_intet_valgt(listen: Page, med_tasten: bool):
    """Ét tryk på B måtte ellers bestille sager, brugeren aldrig havde valgt."""
    side = listen
    if med_tasten:
        for tast in ("j", "x", "j", "x"):
            side.keyboard.press(tast)
    else:
        side.get_by_role("link", name="Vælg de 10 ældste").click()
    expect(side.locator(".actionbar")).to_contain_text(f"{2 if med_tasten else 10} sager valgt")
    side.keyboard.press("b")
    side.wait_for_url("**/prioriteringsliste/")
    side.go_back()
    expect(side.locator(".actionbar")).to_contain_text("Ingen sager valgt")
    expect(side.locator("input[name=sag]:checked")).to_have_count(0)
