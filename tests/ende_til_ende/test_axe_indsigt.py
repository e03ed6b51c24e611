"""DPO'ens sider bryder heller ikke WCAG 2.1 A eller AA og bliver aldrig bredere end skærmen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import browser
from tests.ende_til_ende.axe import besoeg, brud
from tests.portal.indsigt.kanariefugle import verden

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("beskyttet", [False, True])
def test_soegning_log_og_indsigt(page: Page, live_server: LiveServer, beskyttet: bool):
    v = verden(beskyttet=beskyttet)
    browser.luk_ind(page.context, live_server, v.dpo)
    stier = (f"/log/borger/{v.borger.pk}/", f"/indsigt/{v.borger.pk}/")
    assert besoeg(page, live_server, "/log/", *stier) == []
    for sti in stier:
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(f"{live_server.url}{sti}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.bevis
def test_en_soegning_med_fejl_og_en_uden_svar(page: Page, live_server: LiveServer):
    v = verden()
    browser.luk_ind(page.context, live_server, v.dpo)
    page.goto(f"{live_server.url}/log/")
    page.get_by_label("CPR-nummer").fill("123")
    page.get_by_role("button", name="Find borgeren").click()
    expect(page.locator("#fejlliste")).to_be_focused()
    assert brud(page) == []
    page.get_by_label("CPR-nummer").fill("670585-0029")
    page.get_by_role("button", name="Find borgeren").click()
    expect(page.get_by_text("Der findes intet om borgeren i Rødovre Kommune")).to_be_visible()
    expect(page.get_by_label("CPR-nummer")).to_have_value("")
    assert brud(page) == []
