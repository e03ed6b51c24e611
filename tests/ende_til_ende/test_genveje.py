"""Genveje med én tast: hvad de trykker på, hvornår de tier, og at de kan slås fra."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger
from samkoering.models import Sag
from tests import fabrik

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sager(mette: Bruger) -> list[Sag]:
    """Tre af Mettes sager, tidligste frist først."""
    i_dag = timezone.localdate()
    return [
        fabrik.bestilt_sag(mette, udloeber=i_dag + timedelta(days=nr), navn=f"{navn} Testesen")
        for nr, navn in enumerate(("Anna", "Bodil", "Clara"), start=1)
    ]


def tryk(side: Page, *taster: str) -> None:
    side.wait_for_load_state()  # tasterne lytter først, når siden er hentet
    for tast in taster:
        side.keyboard.press(tast)


def markeret(side: Page) -> str:
    """Navnet i den markerede række; tom, når ingen er."""
    raekke = side.locator("tr.row-focus")
    return raekke.locator("a").first.inner_text() if raekke.count() else ""


def test_i_listen_gaar_vaelger_og_aabner_man(side: Page, live_server: LiveServer, sager: list[Sag]):
    side.goto(f"{live_server.url}/prioriteringsliste/")
    raekker = side.locator("[data-raekke]")
    for tast, navn in (
        ("x", ""),  # intet er markeret, så intet vælges
        ("j", "Anna Testesen"),
        ("j", "Bodil Testesen"),
        ("j", "Clara Testesen"),
        ("j", "Clara Testesen"),  # bliver på den sidste
        ("k", "Bodil Testesen"),
        ("Control+j", "Bodil Testesen"),
        ("Alt+k", "Bodil Testesen"),
        ("Shift+K", "Bodil Testesen"),
    ):
        tryk(side, tast)
        assert markeret(side) == navn, tast
    expect(raekker.nth(1)).to_be_focused()
    tryk(side, "x")
    valgte = [boks.is_checked() for boks in raekker.get_by_role("checkbox").all()]
    assert valgte == [False, True, False]
    # Fokus følger med, og markeringen følger fokus.
    tryk(side, "Tab")
    expect(raekker.nth(1).get_by_role("checkbox")).to_be_focused()
    raekker.nth(2).get_by_role("checkbox").focus()
    assert markeret(side) == "Clara Testesen"
    tryk(side, "Enter")
    expect(side).to_have_url(re.compile(f"/kontrolark/{sager[2].pk}/"))


def test_paa_kontrolarket_og_mellem_listerne(side: Page, live_server: LiveServer, sager: list[Sag]):
    side.clock.set_fixed_time(timezone.now())  # G og listens bogstav må gerne komme langsomt
    side.goto(f"{live_server.url}/kontrolark/{sager[0].pk}/")
    tryk(side, "j")
    expect(side).to_have_url(re.compile(f"/kontrolark/{sager[1].pk}/"))
    tryk(side, "k")
    expect(side).to_have_url(re.compile(f"/kontrolark/{sager[0].pk}/"))
    tryk(side, "c")
    expect(side.get_by_text("Kopieret")).to_be_visible()
    cpr = f"{sager[0].cpr[:6]}-{sager[0].cpr[6:]}"
    assert side.evaluate("navigator.clipboard.readText()") == cpr
    tryk(side, "f")
    expect(side).to_have_title(re.compile("feedback"))
    for tast, sti in (("b", "bestillingsliste"), ("p", "prioriteringsliste"), ("f", "feedback")):
        tryk(side, "g", tast)
        expect(side).to_have_url(re.compile(f"/{sti}"))


def test_i_felter_er_en_tast_et_bogstav(side: Page, live_server: LiveServer, sager: list[Sag]):
    side.goto(f"{live_server.url}/prioriteringsliste/")
    tryk(side, "/")
    felt = side.get_by_label("Søg på sagsnummer, CPR-nummer eller navn").first
    expect(felt).to_be_focused()
    side.keyboard.type("jx?Bodil")
    expect(felt).to_have_value("jx?Bodil")
    assert markeret(side) == ""
    expect(side.locator("#genveje")).to_be_hidden()
    felt.fill("Bodil")
    tryk(side, "Enter")
    expect(side).to_have_url(re.compile(f"/kontrolark/{sager[1].pk}/"))


def test_oversigten_viser_kun_sidens_egne(side: Page, live_server: LiveServer, sager: list[Sag]):
    dialog = side.get_by_role("dialog", name="Tastaturgenveje")
    side.goto(f"{live_server.url}/kontrolark/{sager[1].pk}/")
    tryk(side, "?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Luk")).to_be_focused()
    for tekst in ("Næste sag", "Forrige sag", "Kopiér CPR-nummer", "Hent som PDF", "Søg"):
        expect(dialog.get_by_text(tekst, exact=True)).to_be_visible()
    expect(dialog.get_by_role("heading", name="Lister")).to_be_hidden()
    tryk(side, "j", "f")  # dialogen er åben: siden rører sig ikke
    expect(side).to_have_url(re.compile(f"/kontrolark/{sager[1].pk}/"))
    tryk(side, "Escape")
    expect(dialog).to_be_hidden()

    side.goto(f"{live_server.url}/privatliv/")
    tryk(side, "?")
    expect(dialog.get_by_role("heading", name="Lister")).to_be_hidden()
    expect(dialog.get_by_role("heading", name="På siden")).to_be_hidden()
    expect(dialog.get_by_role("link", name="Bestillingsliste")).to_be_visible()


def test_slaaet_fra_tier_de_alle_undtagen_ctrl_enter(
    side: Page, live_server: LiveServer, mette: Bruger, sager: list[Sag]
):
    side.goto(f"{live_server.url}/kontrolark/{sager[0].pk}/")
    kbd = side.get_by_role("link", name="Registrér feedback").locator("kbd")
    expect(kbd).to_be_visible()
    tryk(side, "?")
    side.get_by_role("switch", name="Brug genveje med én tast").click()
    expect(side.get_by_text("Genvejene er slået fra.")).to_be_visible()
    mette.refresh_from_db()
    assert not mette.genveje
    tryk(side, "Escape")
    expect(kbd).to_be_hidden()
    tryk(side, "j", "?", "g", "b")
    expect(side).to_have_url(re.compile(f"/kontrolark/{sager[0].pk}/"))
    expect(side.locator("#genveje")).to_be_hidden()

    side.goto(f"{live_server.url}/feedbackliste/{sager[0].pk}/")
    tryk(side, "f")
    tryk(side, "Control+Enter")
    expect(side.locator("#fejlliste")).to_be_focused()

    # Uden tast er der stadig en vej til kontakten.
    side.get_by_role("button", name="Tastaturgenveje").click()
    side.get_by_role("switch", name="Brug genveje med én tast").click()
    expect(side.get_by_text("Genvejene er slået til.")).to_be_visible()
    mette.refresh_from_db()
    assert mette.genveje
