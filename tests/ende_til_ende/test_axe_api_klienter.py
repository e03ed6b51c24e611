"""API-klienternes sider: ingen brud på WCAG 2.1 A eller AA, tom, med klienter, fejl og nøgle."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.api import klienter
from adgang.api.omfang import Apiomfang
from adgang.models import Apiklient, Bruger
from tests import browser
from tests.ende_til_ende.axe import besoeg, brud

pytestmark = pytest.mark.django_db(transaction=True)
LISTE, NY = "/administration/api-klienter/", "/administration/api-klienter/ny/"


def test_siderne(page: Page, live_server: LiveServer, leder: Bruger):
    browser.luk_ind(page.context, live_server, leder)
    assert besoeg(page, live_server, LISTE, NY) == []
    opret = page.get_by_role("button", name="Opret API-klient")
    opret.click()
    expect(page.locator("#fejlliste")).to_be_focused()
    assert brud(page) == []
    page.get_by_label("Navn", exact=True).fill("Fagsystemet")
    page.get_by_label("Læse bestillingslisten").check(force=True)
    page.get_by_label("Bestille sager").check(force=True)
    opret.click()
    expect(page.get_by_text("rs_0175_")).to_be_visible()
    assert brud(page) == []
    _flere(leder)
    assert besoeg(page, live_server, LISTE) == []


def _flere(leder: Bruger) -> None:
    """En klient i hver tilstand."""
    alle = [Apiomfang(et) for et in Apiomfang]
    for navn, dage in (("Ydelsessystemet", 29), ("Ledelsesoverblikket", 365)):
        klienter.opret(leder.kommune, navn, alle, dage=dage, kle=["32.24.04"])
    lukket, _ = klienter.opret(leder.kommune, "Det gamle system", alle[:1], dage=30, af=leder)
    klienter.tilbagekald(lukket)
    klienter.noter_brug(lukket, timezone.now())
    assert Apiklient.objects.i_kommune("0175").count() == 4
