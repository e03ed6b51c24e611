"""Hele vejen i en browser: modtag, følg, et register fejler synligt, prøv igen, dokument, luk."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from journal.levering import lever_ventende
from registre.opslag import Spoergsmaal
from sagsopstart.models import Ansoegning
from tests import browser, fabrik, hurtig_pdf
from tests.ende_til_ende.axe import brud
from tests.sagsopstart.opstilling import Raekker, Registre, arbejd, cpr_raekker, i_koeen

pytestmark = pytest.mark.django_db(transaction=True)


def paen(page: Page) -> None:
    """Ingen brud på WCAG, og ikke bredere end en lille skærm."""
    assert brud(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 1440, "height": 900})


def arbejd_foerst(route: Route) -> None:
    """Arbejderen når sit, før siden får svar; i hukommelsen deler tråde SQLites forbindelse."""
    arbejd()
    route.continue_()


def gift_med_en_beskyttet(om: Spoergsmaal, cpr: str, aegtefaelle: str) -> Raekker:
    """CPR's svar: ansøgeren er gift, og ægtefællen er beskyttet."""
    if om.numre[0] == cpr:
        return cpr_raekker(om, aegtefaelle)
    beskyttet = {"type": "0001", "fra": "2020-01-01", "til": None}
    return cpr_raekker(om, cpr_beskyttelse=[{"cpr": om.numre[0], **beskyttet}])


def proev_igen_mens_der_skrives(page: Page, hvem: str) -> None:
    """Registeret svarer, mens der skrives: siden følger med, og teksten bliver stående."""
    page.unroute("**/fremdrift/**")
    page.get_by_role("button", name=re.compile(rf"Prøv igen\s*: Motorregister om {hvem}")).click()
    expect(page.get_by_role("button", name="Læg dokument på sagen")).to_have_count(0)
    page.get_by_label("Begrundelse").fill("Brev ti")
    page.route("**/fremdrift/**", arbejd_foerst)
    expect(page.get_by_role("button", name="Læg dokument på sagen")).to_be_visible()
    expect(page.get_by_text(re.compile(f"9 af 9 registre har svaret om {hvem}"))).to_be_visible()
    page.keyboard.type("l")
    expect(page.get_by_label("Begrundelse")).to_have_value("Brev til")


def slaa_den_valgte_op(page: Page, live_server: LiveServer) -> None:
    """Bunkens side med dagens opslag, som er gjort; og tilbage til ansøgningen."""
    page.goto(f"{live_server.url}/sagsopstart/")
    page.get_by_label(re.compile("^Vælg S-")).check(force=True)
    page.get_by_role("button", name="Slå 1 ansøgning op i dag").click()
    expect(page.get_by_text("18 af 18 opslag er færdige")).to_be_visible()
    paen(page)
    page.get_by_role("link", name=re.compile("^S-")).click()


def test_fra_ansoegning_til_lukket_sag(
    page: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
):
    hurtig_pdf.laeg_ind(monkeypatch)
    registre, aegtefaelle, cpr = Registre(), fabrik.nyt_cpr(), fabrik.nyt_cpr()
    registre.svarer("cpr", lambda om: gift_med_en_beskyttet(om, cpr, aegtefaelle))
    registre.fejl["motor"] = "Registeret svarede ikke inden for 10 sekunder."
    monkeypatch.setattr("sagsopstart.opslag.kald._adapter", registre.adapter)
    browser.luk_ind(page.context, live_server, fabrik.bruger("mette", navn="Mette Holm"))
    with i_koeen():
        page.goto(f"{live_server.url}/sagsopstart/ny/")
        page.get_by_label("Ansøgerens CPR-nummer").fill("12")
        page.get_by_role("button", name="Modtag og slå op").click()
        expect(page.locator("#fejlliste")).to_contain_text("CPR-nummer")
        paen(page)
        page.get_by_label("Ansøgerens CPR-nummer").fill(f"{cpr[:6]}-{cpr[6:]}")
        page.get_by_label("Modtaget").fill(f"{timezone.localdate():%d-%m-%Y}")
        page.get_by_label("Ydelse, der er søgt om").select_option("32.24.04")
        page.get_by_role("button", name="Modtag og slå op").click()
        expect(page.get_by_text("0 af 9 registre har svaret om ansøgeren").first).to_be_visible()
        assert cpr not in page.url
        expect(page.get_by_text("CPR hentes").first).to_be_visible()
        expect(page.locator(".alert-warning")).to_have_count(0)
        assert brud(page) == []  # mens der slås op
        # Mens siden spørger, arbejder arbejderen; teksten skifter, uden at nogen rører siden.
        page.route("**/fremdrift/**", arbejd_foerst)
        linje = "8 af 9 registre har svaret om ansøgeren; Motorregister svarede ikke"
        expect(page.get_by_text(linje)).to_be_visible()
        # Hele siden er fulgt med: toppen, fakta og journalen.
        expect(page.get_by_role("heading", name="Adresser er skjult")).to_be_visible()
        expect(page.locator(".idbar").get_by_text("Bo Testesen")).to_have_count(2)
        expect(page.get_by_text("Motorregister svarede ikke")).not_to_have_count(0)
        expect(page.get_by_text("CPR hentes")).to_have_count(0)
        expect(page.get_by_role("button", name="Læg dokument på sagen")).to_be_visible()
        expect(page.get_by_text("Det betyder ikke, at der intet er").first).to_be_visible()
        paen(page)
        del registre.fejl["motor"]
        for hvem in ("ansøger", "ægtefælle"):
            proev_igen_mens_der_skrives(page, hvem)
        page.get_by_role("button", name="Læg dokument på sagen").click()
        expect(page.get_by_text("Dokument er lagt til journalen")).to_be_visible()
        lever_ventende()
        page.reload()
        with page.expect_download() as hentet:
            page.get_by_role("link", name="Dokument om registeropslag").click()
        assert cpr not in hentet.value.suggested_filename
        assert brud(page) == []  # med poster og de foldede svar
        slaa_den_valgte_op(page, live_server)
        page.get_by_text("Ansøgningen er afgjort").click()
        page.get_by_role("button", name="Luk ansøgningen").click()
        expect(page.get_by_text("Der kan ikke slås op mere.").first).to_be_visible()
        expect(page.get_by_role("button", name="Prøv igen")).to_have_count(0)
        paen(page)
        for sti in ("", "?vis=lukkede", "tid/", "fil/"):
            page.goto(f"{live_server.url}/sagsopstart/{sti}")
            paen(page)
    assert not Ansoegning.objects.i_kommune("0175").get().er_aaben
