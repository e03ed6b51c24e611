"""Hele vejen i en rigtig browser: STAR's fil, søgning, gruppe, jobformidler, annullering og tal."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger, Rolle
from persongrupper.markering.handlinger import saet
from persongrupper.models import Projektborger
from tests import browser, fabrik
from tests.ende_til_ende.axe import brud
from tests.persongrupper.opstilling import borgere, fil

pytestmark = pytest.mark.django_db(transaction=True)


def paen(page: Page) -> None:
    """Ingen brud på WCAG, og ikke bredere end en lille skærm."""
    assert brud(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 1440, "height": 900})


def test_fra_stars_fil_til_monitoreringen(page: Page, live_server: LiveServer):
    mette = fabrik.bruger("mette", navn="Mette Holm")
    star = fabrik.bruger("star", Rolle.STAR_IMPORT)
    cpr = [fabrik.nyt_cpr() for _ in range(3)]
    browser.luk_ind(page.context, live_server, star)
    page.goto(f"{live_server.url}/persongrupper/indlaesning/")
    page.get_by_label("Bruttomålgruppen").check(force=True)
    page.get_by_label("Kommune", exact=True).select_option("0175")
    page.get_by_label("Kilde").fill("STAR, prøven")
    raekker = [f"0175;{nr};2016-12-01;" for nr in cpr]
    felt = page.get_by_label("Fil (CSV)")
    felt.set_input_files({"name": "f.csv", "mimeType": "text/csv", "buffer": fil("0175;1;;")})
    page.get_by_role("button", name="Indlæs fil").click()
    expect(page.locator("#fejlliste")).to_contain_text("Række 2")
    paen(page)
    felt.set_input_files({"name": "f.csv", "mimeType": "text/csv", "buffer": fil(*raekker)})
    page.get_by_role("button", name="Indlæs fil").click()
    expect(page.get_by_text("3 rækker, 3 nye")).to_be_visible()

    browser.luk_ind(page.context, live_server, mette)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/persongrupper/")
    expect(page.get_by_role("button", name="Vis borgere")).to_be_hidden()
    page.get_by_text("Vælg alle på denne side").click()
    expect(page.get_by_text("3 borgere valgt")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})  # skærmen vendes
    expect(page.get_by_role("button", name="Vis borgere")).to_be_visible()
    paen(page)
    page.get_by_label("CPR-nummer", exact=True).fill(f"{cpr[0][:6]}-{cpr[0][6:]}")
    page.get_by_role("button", name="Find borger").click()
    assert cpr[0] not in page.url
    page.get_by_label("Gr. 2").check(force=True)
    page.get_by_role("button", name="Sæt første gruppe").click()
    expect(page.get_by_text("er sat fra i dag")).to_be_visible()
    page.locator("summary", has_text="Annullér").first.click()
    page.get_by_label("Hvorfor er markeringen forkert?").fill("Forkert gruppe")
    page.get_by_role("button", name="Annullér markeringen").click()
    page.get_by_label("Gr. 1").check(force=True)
    page.get_by_role("button", name="Sæt første gruppe").click()
    page.get_by_label("Jobformidlerens navn").fill("Ida Testesen")
    page.get_by_label("Skrevet i Min Plan").fill("01-02-2020")
    page.get_by_role("button", name="Sæt jobformidler").click()
    expect(page.get_by_text("Ida Testesen")).to_be_visible()
    paen(page)
    borger = Projektborger.objects.i_kommune("0175").get(cpr=cpr[0])
    assert borger.foerste_gruppe == "GRUPPE_1"

    page.goto(f"{live_server.url}/persongrupper/monitorering/")
    expect(page.get_by_text("Mangler 2 personer")).to_be_visible()
    paen(page)
    page.get_by_role("link", name="Mangler 2 personer").click()
    expect(page.get_by_text("2 borgere, som oplysningerne er i dag")).to_be_visible()
    paen(page)


def test_en_gruppe_paa_flere_hvor_en_ikke_aendres(
    side: Page, live_server: LiveServer, mette: Bruger
):
    """Linjen, mens der vælges, og listen over dem, reglerne sagde nej til."""
    den_ene, *_ = borgere(3)
    saet(den_ene, "GRUPPE_2", mette)
    side.goto(f"{live_server.url}/persongrupper/")
    side.locator("#vaelg-alle").press(" ")
    side.get_by_label("Gruppe", exact=True).select_option("GRUPPE_1")
    expect(side.get_by_role("button", name="Sæt gruppe på 3 borgere")).to_be_visible()
    paen(side)
    side.get_by_role("button", name="Sæt gruppe på 3 borgere").click()
    panel = side.get_by_role("region", name="De er ikke ændret")
    expect(panel.get_by_role("link")).to_have_text(f"{den_ene.cpr[:6]}-{den_ene.cpr[6:]}")
    paen(side)


def test_hver_kolonne_i_maanedens_tabel_er_paa_telefonens_skaerm(
    side: Page, live_server: LiveServer, mette: Bruger
):
    """K1 og K2 stod uden for skærmen, uden et tegn på, at tabellen kunne rulles."""
    saet(borgere(2)[0], "GRUPPE_1", mette)
    side.set_viewport_size({"width": 390, "height": 844})
    side.goto(f"{live_server.url}/persongrupper/monitorering/")
    celler = side.locator(".maanedstabel tbody tr").first.locator("td")
    expect(celler).to_have_count(9)
    for celle in celler.all():
        plads = celle.bounding_box()
        assert plads
        assert plads["x"] >= 0
        assert plads["x"] + plads["width"] <= 390
        navn = celle.evaluate("en => getComputedStyle(en, '::before').content").strip('"')
        assert navn == celle.get_attribute("data-ord")
    paen(side)
