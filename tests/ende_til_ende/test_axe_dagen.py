"""Overblikket, søgningen, genvejenes oversigt og husstanden bryder heller ikke WCAG 2.1 AA."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger
from tests import browser, fabrik
from tests.ende_til_ende.axe import besoeg, brud
from tests.feedback.test_regnskabets_side import FROSSET, nat, sidste_maaned
from tests.kontrol.kontrolark.test_husstand import husstanden
from tests.sagsopstart.opstilling import ansoegning, i_koeen

pytestmark = pytest.mark.django_db(transaction=True)


def test_overblikket_med_prognose_og_for_teamlederen(
    page: Page, live_server: LiveServer, mette: Bruger, leder: Bruger
):
    for dage in (0, 3, 20, 60, 90):
        fabrik.sag_med_udfald(udloeber=timezone.localdate() + timedelta(days=dage))
    fabrik.bestilt_sag(mette, udloeber=timezone.localdate() - timedelta(days=1))
    with i_koeen():
        ansoegning(mette)
    leder.kommune.bestilling_varsel = 0
    leder.kommune.save()
    browser.luk_ind(page.context, live_server, leder)
    assert besoeg(page, live_server, "/", "/min-adgang/") == []
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/")
    expect(page.get_by_role("link", name="1 ansøgning venter på svar")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    nat(sidste_maaned(), FROSSET, leder, gemte=7)
    assert besoeg(page, live_server, "/effekt/regnskab/") == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_soegning_oversigt_og_husstand(
    side: Page, live_server: LiveServer, mette: Bruger, leder: Bruger
):
    bo, _ = husstanden(mette, leder)
    fabrik.bestilt_sag(mette)
    assert besoeg(side, live_server, "/soeg/", f"/kontrolark/{bo.pk}/") == []
    side.keyboard.press("?")
    expect(side.get_by_role("dialog", name="Tastaturgenveje")).to_be_visible()
    assert brud(side) == []
    side.goto(f"{live_server.url}/soeg/")
    for tekst, svar in (("Testesen", "sager passer"), ("Ingensen", "Ingen bestilt sag passer")):
        side.locator("#id_tekst").fill(tekst)
        side.locator("main").get_by_role("button", name="Søg").click()
        expect(side.get_by_text(svar)).to_be_visible()
        assert brud(side) == []
    side.locator("#id_tekst").fill("4")
    side.locator("main").get_by_role("button", name="Søg").click()
    expect(side.locator("#fejlliste")).to_be_focused()
    assert brud(side) == []
