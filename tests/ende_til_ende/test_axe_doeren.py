"""Dørens sider bryder heller ikke WCAG 2.1 A eller AA: log-in, adgang, netværk og kontrol."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.brugere import forvalt
from adgang.models import Bruger, Brugersession, Netvaerk, Rolle
from tests import browser, fabrik
from tests.ende_til_ende.axe import besoeg, brud
from tests.ende_til_ende.sessionsserver import UDLOEBET, VARSEL

pytestmark = pytest.mark.django_db(transaction=True)


def tryk(side: Page, knap: str) -> list[str]:
    """Bruddene på den side, knappen giver."""
    with side.expect_navigation():
        side.get_by_role("button", name=knap).click()
    return brud(side)


def med_fejl(side: Page, knap: str) -> list[str]:
    """Bruddene på siden, når knappen giver en fejlliste, og den har fået fokus."""
    side.get_by_role("button", name=knap).click()
    expect(side.locator("#fejlliste")).to_be_focused()
    return brud(side)


def test_log_ind_i_to_trin(page: Page, live_server: LiveServer, mette: Bruger):
    assert besoeg(page, live_server, "/log-ind/") == []
    assert med_fejl(page, "Fortsæt") == []
    browser.vis_adgangskode(page, "mette", "forkert")
    expect(page.get_by_role("link", name="Brugernavn eller adgangskode er forkert")).to_be_visible()
    assert brud(page) == []
    browser.vis_adgangskode(page, "mette", fabrik.ADGANGSKODE)
    expect(page.get_by_role("heading", name="Skriv koden fra din app")).to_be_visible()
    assert brud(page) == []
    page.get_by_label("Kode", exact=True).fill("forkert")
    assert med_fejl(page, "Log ind") == []


@pytest.mark.bevis
def test_foerste_gang(page: Page, live_server: LiveServer, db):
    ny, engangskode = forvalt.opret(
        "ny", "Ny Medarbejder", Rolle.SAGSBEHANDLER, fabrik.kommune(), enhed="Ydelse", kle=[]
    )
    page.goto(f"{live_server.url}/log-ind/")
    browser.vis_adgangskode(page, "ny", engangskode)
    expect(page.get_by_role("heading", name="Sæt din app op")).to_be_visible()
    assert brud(page) == []
    assert med_fejl(page, "Bekræft appen") == []
    enhed = TOTPDevice.objects.get(user=ny)
    page.get_by_label("Kode", exact=True).fill(fabrik.enhedens_kode(enhed))
    assert tryk(page, "Bekræft appen") == []
    expect(page.get_by_role("heading", name="Gem dine genopretningskoder")).to_be_visible()
    assert besoeg(page, live_server, "/") == []
    expect(page.get_by_role("heading", name="Vælg en ny adgangskode")).to_be_visible()
    page.get_by_label("Ny adgangskode", exact=True).fill("kort")
    page.get_by_label("Ny adgangskode igen").fill("kort")
    assert med_fejl(page, "Skift adgangskode") == []


@pytest.mark.bevis
def test_app_der_ikke_kan_saettes_op(page: Page, live_server: LiveServer, mette: Bruger):
    TOTPDevice.objects.filter(user=mette).delete()
    page.goto(f"{live_server.url}/log-ind/")
    browser.vis_adgangskode(page, "mette", fabrik.ADGANGSKODE)
    expect(page.get_by_role("heading", name="Din app er ikke sat op")).to_be_visible()
    assert brud(page) == []


@pytest.mark.bevis
def test_egen_adgang(side: Page, live_server: LiveServer, mette: Bruger):
    fra_foer = {"bruger": mette, "bekraeftet": timezone.now(), "ip": "127.0.0.1"}
    Brugersession.objects.create(fingeraftryk="a" * 64, browser="Firefox på Windows", **fra_foer)
    fortiden = timezone.now() - timedelta(hours=1)
    assert besoeg(side, live_server, "/min-adgang/", "/log-ind/ny-adgangskode/") == []
    assert med_fejl(side, "Skift adgangskode") == []
    side.goto(f"{live_server.url}/min-adgang/")
    assert tryk(side, "Lav nye koder") == []
    Brugersession.objects.filter(bruger=mette).update(bekraeftet=fortiden)
    assert besoeg(side, live_server, "/log-ind/app/") == []
    expect(side.get_by_role("heading", name="Bekræft, at det er dig")).to_be_visible()
    assert med_fejl(side, "Bekræft") == []


@pytest.mark.bevis
def test_netvaerk(page: Page, live_server: LiveServer, leder: Bruger):
    Netvaerk.objects.i_kommune("0175").create(
        kommune=leder.kommune, adresser="192.0.2.0/24", beskrivelse="Rådhuset", oprettet_af=leder
    )
    browser.luk_ind(page.context, live_server, leder)
    assert besoeg(page, live_server, "/administration/netvaerk/") == []
    assert med_fejl(page, "Tilføj netværk") == []
    page.get_by_label("Adresse eller netværk").fill("198.51.100.7")
    page.get_by_label("Beskrivelse").fill("Hjemmearbejde (VPN)")
    assert tryk(page, "Tilføj netværk") == []
    assert tryk(page, "Fjern 127.0.0.0/8") == []
    expect(page.get_by_text("Netværket kan ikke fjernes")).to_be_visible()


@pytest.mark.bevis
@pytest.mark.parametrize("inde", [False, True])
def test_netvaerk_der_ikke_er_godkendt(
    page: Page, live_server: LiveServer, mette: Bruger, settings, inde: bool
):
    if inde:
        browser.luk_ind(page.context, live_server, mette)
    settings.DRIFTSNETVAERK = []
    Netvaerk.objects.i_kommune("0175").update(adresser="192.0.2.0/24")
    assert besoeg(page, live_server, "/log-ind/") == []
    expect(page.get_by_role("heading", name="Du kan ikke komme ind herfra")).to_be_visible()


@pytest.mark.bevis
def test_stikproever(side: Page, live_server: LiveServer, mette: Bruger, leder: Bruger):
    browser.luk_ind(side.context, live_server, leder)
    assert besoeg(side, live_server, "/log/stikproeve/") == []
    assert tryk(side, "Træk en ny stikprøve") == []
    expect(side.get_by_text("Ingen andre har brugt oplysninger")).to_be_visible()

    sager = [fabrik.bestilt_sag(mette) for _ in range(2)]
    browser.luk_ind(side.context, live_server, mette)
    for sti in ("prioriteringsliste/", f"kontrolark/{sager[0].pk}/"):
        side.goto(f"{live_server.url}/{sti}")
    browser.luk_ind(side.context, live_server, leder)
    side.goto(f"{live_server.url}/log/stikproeve/")
    assert tryk(side, "Træk en ny stikprøve") == []
    side.get_by_label("Skal undersøges").first.check(force=True)
    side.get_by_role("button", name="Gem vurderingerne").click()
    expect(side.locator("#fejlliste")).to_be_visible()
    assert brud(side) == []
    side.get_by_label("I orden").first.check(force=True)
    side.get_by_role("button", name="Gem vurderingerne").click()
    expect(side.get_by_text("Vurderet").first).to_be_visible()
    assert brud(side) == []
    assert besoeg(side, live_server, "/log/stikproeve/") == []


@pytest.mark.bevis
@pytest.mark.parametrize(
    ("inaktiv", "absolut", "overskrift"),
    [(250, 28800, VARSEL), (1800, 250, VARSEL), (0, 28800, UDLOEBET)],
    ids=["varsel", "varsel om den længste tid", "udløbet"],
)
def test_sessionens_dialog(
    side: Page, live_server: LiveServer, settings, inaktiv: int, absolut: int, overskrift: str
):
    side.goto(f"{live_server.url}/bestillingsliste/")
    settings.SESSION_INAKTIV_SEKUNDER, settings.SESSION_ABSOLUT_SEKUNDER = inaktiv, absolut
    side.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(side.get_by_role("heading", name=overskrift, exact=True)).to_be_focused()
    assert brud(side) == []


def test_brugere(page: Page, live_server: LiveServer, leder: Bruger, mette: Bruger):
    mette.spaerret_til = timezone.now() + timedelta(hours=3)
    mette.save(update_fields=["spaerret_til"])
    browser.luk_ind(page.context, live_server, leder)
    listen = "/administration/brugere/"
    siderne = (f"{listen}{mette.reference}/", f"{listen}{leder.reference}/")
    assert besoeg(page, live_server, listen, *siderne, f"{listen}ny/") == []
    assert med_fejl(page, "Opret bruger") == []
    page.get_by_label("Navn", exact=True).fill("Nadia Ny")
    page.get_by_label("Brugernavn").fill("nadia")
    page.get_by_label("Sagsbehandler").check(force=True)
    assert tryk(page, "Opret bruger") == []
    expect(page.get_by_text("Engangskoden vises kun denne ene gang")).to_be_visible()
    page.goto(f"{live_server.url}{siderne[0]}")
    assert tryk(page, "Åbn igen efter spærring") == []
    page.get_by_role("textbox", name="Enhed").fill("")
    assert med_fejl(page, "Gem") == []
