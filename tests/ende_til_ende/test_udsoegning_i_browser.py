"""Hele vejen i en rigtig browser: projekt, kursusliste, søgning, henvendelse, ja og nej."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Rolle
from tests import browser, fabrik
from tests.ende_til_ende.axe import brud
from tests.udsoegning import opstilling
from tests.udsoegning.registerfolk import Registre, kursusliste
from udsoegning.formaal import FORMAAL
from udsoegning.models import Fundet, Projekt

pytestmark = pytest.mark.django_db(transaction=True)


def paen(page: Page) -> None:
    """Ingen brud på WCAG, formålet er der, og siden er ikke bredere end en lille skærm."""
    assert brud(page) == []
    expect(page.get_by_text(FORMAAL)).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 1440, "height": 900})


def test_fra_kursusliste_til_ja_og_nej(
    page: Page, live_server: LiveServer, tmp_path: Path, settings, monkeypatch
):
    monkeypatch.setattr("udsoegning.projekt.handlinger.udsoeg.delay", lambda *_: None)
    registre = Registre()
    ja, nej = registre.person(), registre.person(fornavn="Zahra", beskyttet=True)
    ude = [registre.person(status="90") for _ in range(6)]
    registre.lever(tmp_path / "r", settings)
    nadia = opstilling.medarbejder()
    browser.luk_ind(page.context, live_server, nadia)
    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="Gå til Udsøgning").click()
    paen(page)
    page.get_by_label("Projektets navn").fill("Danskuddannelse 2020–2026")
    page.get_by_label("Kurser afsluttet fra").fill("01-01-2020")
    page.get_by_label("Kurser afsluttet til").fill(f"{timezone.localdate():%d-%m-%Y}")
    page.get_by_role("button", name="Opret projekt").click()
    page.get_by_label("Kilde").fill("Sprogcentret")
    felt = page.get_by_label("Fil (CSV)")
    forkert = {"name": "f.csv", "mimeType": "text/csv", "buffer": b"cpr;kursus;afsluttet\n1;2;3\n"}
    felt.set_input_files(forkert)
    page.get_by_role("button", name="Indlæs kursusliste").click()
    expect(page.locator("#fejlliste")).to_contain_text("Række 2")
    paen(page)
    felt.set_input_files({**forkert, "buffer": kursusliste(ja, nej, *ude)})
    page.get_by_role("button", name="Indlæs kursusliste").click()
    page.get_by_role("button", name="Søg nu").click()
    expect(page.get_by_text("Søgningen er i gang")).to_be_visible()
    et = Projekt.objects.i_kommune("0175").get()
    from udsoegning.soegning.udfoer import udfoer

    udfoer("0175", et.pk)
    # Siden henter selv listen, når der er søgt.
    expect(page.get_by_role("link", name="Amina Testesen")).to_be_visible()
    paen(page)
    page.get_by_role("link", name="Amina Testesen").click()
    page.get_by_label("Telefonnummer").fill("12 34 56 78")
    page.get_by_role("button", name="Gem telefonnummeret").click()
    page.get_by_label("Talt i telefon").check(force=True)
    page.get_by_role("button", name="Gem henvendelsen").click()
    paen(page)
    sig_ja_efter_et_fejltryk(page)
    page.goto(f"{live_server.url}/udsoegning/{et.pk}/")
    page.get_by_role("link", name="Zahra Testesen").click()
    paen(page)
    page.reload()  # axe har foldet alt ud
    slet = page.get_by_role("button", name="Slet alt om borgeren")
    expect(slet).to_have_count(0)  # foldet: et nej er endeligt
    page.locator("summary", has_text="Borgeren siger nej").click()
    slet.click()
    expect(page.get_by_text("Et nej har ingen følger.").first).to_be_visible()
    assert [p.cpr for p in Fundet.objects.i_kommune("0175")] == [ja]
    begrund_nationalitet(page, live_server)


def sig_ja_efter_et_fejltryk(page: Page) -> None:
    page.get_by_role("button", name="Borgeren siger ja").click()
    page.get_by_role("button", name="Fortryd svaret").click()
    expect(page.locator(".idbar")).to_contain_text("Intet svar endnu")
    page.get_by_role("button", name="Borgeren siger ja").click()


def begrund_nationalitet(page: Page, live_server: LiveServer) -> None:
    """Teamlederens side: først uden en begrundelse, så med."""
    browser.luk_ind(page.context, live_server, fabrik.bruger("lone", Rolle.TEAMLEDER))
    page.goto(f"{live_server.url}/udsoegning/nationalitet/")
    paen(page)
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("#fejlliste")).to_contain_text("nødvendig")
    paen(page)
    page.get_by_label("Hvorfor er nationaliteten nødvendig?").fill("Tolk skal bestilles i tide")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Begrundelsen er gemt")).to_be_visible()
    paen(page)
