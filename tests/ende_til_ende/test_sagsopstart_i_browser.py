"""Hele vejen i en browser: modtag, følg, et register fejler synligt, prøv igen, dokument, luk."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from journal.levering import lever_ventende
from sagsopstart.models import Ansoegning
from tests import browser, fabrik, hurtig_pdf
from tests.ende_til_ende.axe import brud
from tests.sagsopstart.opstilling import Registre, arbejd, cpr_raekker, i_koeen

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


def slaa_den_valgte_op(page: Page, live_server: LiveServer) -> None:
    """Bunkens side med dagens opslag, som er gjort; og tilbage til ansøgningen."""
    page.goto(f"{live_server.url}/sagsopstart/")
    page.get_by_label(re.compile("^Vælg S-")).check(force=True)
    page.get_by_role("button", name="Slå de valgte op i dag").click()
    expect(page.get_by_text("18 af 18 opslag er færdige")).to_be_visible()
    paen(page)
    page.get_by_role("link", name=re.compile("^S-")).click()


def test_fra_ansoegning_til_lukket_sag(
    page: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
):
    hurtig_pdf.laeg_ind(monkeypatch)
    registre, aegtefaelle, cpr = Registre(), fabrik.nyt_cpr(), fabrik.nyt_cpr()
    registre.svarer("cpr", lambda om: cpr_raekker(om, aegtefaelle if om.numre[0] == cpr else None))
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
        assert brud(page) == []  # mens der slås op
        # Mens siden spørger, arbejder arbejderen; teksten skifter, uden at nogen rører siden.
        page.route("**/fremdrift/**", arbejd_foerst)
        linje = "8 af 9 registre har svaret om ansøgeren; Motorregister svarede ikke"
        expect(page.get_by_text(linje)).to_be_visible(timeout=20_000)
        page.get_by_role("link", name="Vis oplysningerne").click()
        expect(page.get_by_text("Prøvevej 7").first).to_be_visible()
        expect(page.get_by_text("Det betyder ikke, at der intet er").first).to_be_visible()
        paen(page)
        del registre.fejl["motor"]
        for hvem in ("ansøger", "ægtefælle"):
            navn = re.compile(rf"Prøv igen\s*: Motorregister om {hvem}")
            page.get_by_role("button", name=navn).click()
            page.get_by_role("link", name="Vis oplysningerne").click(timeout=20_000)
        expect(page.get_by_text("9 af 9 registre har svaret om ægtefællen.")).to_be_visible()
        page.get_by_role("button", name="Læg dokument på sagen").click()
        expect(page.get_by_text("Dokument er lagt til journalen")).to_be_visible()
        lever_ventende()
        page.reload()
        with page.expect_download() as hentet:
            page.get_by_role("link", name="Dokument om registeropslag").click()
        assert cpr not in hentet.value.suggested_filename
        assert brud(page) == []  # med poster og de foldede svar
        slaa_den_valgte_op(page, live_server)
        page.get_by_role("button", name="Luk ansøgningen").click()
        expect(page.get_by_text("Der kan ikke slås op mere.").first).to_be_visible()
        expect(page.get_by_role("button", name="Prøv igen")).to_have_count(0)
        paen(page)
        for sti in ("", "?vis=lukkede", "tid/", "fil/"):
            page.goto(f"{live_server.url}/sagsopstart/{sti}")
            paen(page)
    assert not Ansoegning.objects.i_kommune("0175").get().er_aaben
