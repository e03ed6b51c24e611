"""Døren i en browser: første log-in fra engangskode til overblik, og hvad en fejl gør."""

from __future__ import annotations

import base64
import time

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import Page, expect

from adgang.brugere import forvalt
from adgang.logind import tofaktor
from adgang.models import Bruger, Rolle
from tests import browser, fabrik

pytestmark = pytest.mark.django_db(transaction=True)

NY_KODE = "en lang sætning om havet"


def appens_kode(noegle: str) -> str:
    """Koden, en app viser, når nøglen er skrevet af fra siden."""
    trin = TOTP(base64.b32decode(noegle.replace(" ", "")))
    trin.time = time.time()
    return f"{trin.token():06d}"


def test_fra_engangskode_til_overblik_og_ud_igen(page: Page, live_server, db):
    fejl = browser.lyt_efter_fejl(page)
    kommune = fabrik.kommune()
    _, engangskode = forvalt.opret(
        "ny", "Ny Medarbejder", Rolle.SAGSBEHANDLER, kommune, enhed="Ydelse", kle=[]
    )
    page.goto(f"{live_server.url}/")
    browser.vis_adgangskode(page, "ny", engangskode)

    expect(page.get_by_role("heading", name="Sæt din app op")).to_be_visible()
    qr = page.get_by_role("img", name="QR-kode")
    assert qr.evaluate("b => b.decode().then(() => b.naturalWidth > 0)")
    page.get_by_text("Jeg kan ikke scanne billedet").click()
    kode = appens_kode(page.locator("code.noegle").inner_text())
    page.get_by_label("Kode", exact=True).fill(kode)
    page.get_by_role("button", name="Bekræft appen").click()

    expect(page.get_by_role("heading", name="Gem dine genopretningskoder")).to_be_visible()
    koder = page.locator(".koder code").all_inner_texts()
    assert len(set(koder)) == tofaktor.ANTAL_KODER
    page.get_by_role("link", name="Jeg har gemt koderne").click()

    expect(page.get_by_role("heading", name="Vælg en ny adgangskode")).to_be_visible()
    page.get_by_label("Ny adgangskode", exact=True).fill(NY_KODE)
    page.get_by_label("Ny adgangskode igen").fill(NY_KODE)
    page.get_by_role("button", name="Skift adgangskode").click()

    expect(page.get_by_role("heading", name="Overblik", level=1)).to_be_visible()
    expect(page.get_by_text("Adgangskoden er skiftet.")).to_be_visible()
    page.get_by_role("button", name="Log af").click()
    expect(page).to_have_url(f"{live_server.url}/log-ind/")
    page.go_back()
    expect(page.get_by_role("heading", name="Log ind")).to_be_visible()

    browser.vis_adgangskode(page, "ny", NY_KODE)
    page.get_by_label("Kode", exact=True).fill(koder[0])
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name="Overblik", level=1)).to_be_visible()
    assert fejl == []


def test_fejlen_faar_fokus_og_siden_huskes_gennem_begge_trin(
    page: Page, live_server, mette: Bruger
):
    page.goto(f"{live_server.url}/feedbackliste/")
    browser.vis_adgangskode(page, "mette", fabrik.ADGANGSKODE)
    felt = page.get_by_label("Kode", exact=True)
    felt.fill("abc123")
    page.get_by_role("button", name="Log ind").click()
    expect(page.locator("#fejlliste")).to_be_focused()
    page.get_by_role("link", name="Koden er forkert").click()
    expect(felt).to_be_focused()
    felt.fill(fabrik.kode_nu(mette))
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name="Feedbackliste", level=1)).to_be_visible()
