"""Sagens vej i en browser: bestil, behandl, registrér – og fortryd undervejs."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from feedback.models import Feedback
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.browser import log_ind

pytestmark = pytest.mark.django_db(transaction=True)
I_DAG = timezone.localdate()


def ledige(antal: int) -> list[Sag]:
    return [
        fabrik.sag_med_udfald(
            sagsnr=f"R-26-{nr:06d}",
            navn=f"Borger{nr} Testesen",
            udloeber=I_DAG + timedelta(days=nr),
        )
        for nr in range(1, antal + 1)
    ]


def gaa_til(side: Page, menupunkt: str) -> None:
    side.get_by_role("navigation", name="Hovedmenu", exact=True).get_by_role(
        "link", name=menupunkt
    ).click()


def vaelg(side: Page, sagsnr: str, **tryk: list[str]) -> None:
    side.get_by_label(f"Vælg {sagsnr}").click(**tryk)


def test_bestil_behandl_og_registrer(side: Page, mette):
    sager = ledige(3)
    gaa_til(side, "Bestillingsliste")
    expect(side.get_by_text("Borger1")).to_have_count(0)
    vaelg(side, "R-26-000001")
    vaelg(side, "R-26-000002")
    side.get_by_role("button", name="Bestil 2 sager").click()

    expect(side.get_by_role("heading", name="Prioriteringsliste")).to_be_visible()
    expect(side.get_by_text("2 sager er bestilt og ligger nu på din")).to_be_visible()
    expect(side.get_by_role("link", name="Borger1 Testesen")).to_be_visible()
    side.get_by_role("link", name="Start med ældste sag").click()
    expect(side).to_have_title(re.compile("Kontrolark"))

    gaa_til(side, "Feedbackliste")
    side.get_by_role("link", name="Registrér feedback på R-26-000001").click()
    side.get_by_label("Henlægges i visitering").check(force=True)
    side.get_by_role("button", name="Gem", exact=True).click()

    expect(side.get_by_text("Feedback på R-26-000001 er registreret")).to_be_visible()
    expect(side.get_by_role("link", name="Borger1 Testesen")).to_have_count(0)
    expect(side.get_by_role("link", name="Borger2 Testesen")).to_have_count(1)
    gaa_til(side, "Bestillingsliste")
    expect(side.locator("tbody tr")).to_have_count(1)
    tilstande = Sag.objects.i_kommune("0175").order_by("sagsnr").values_list("tilstand", flat=True)
    assert list(tilstande) == [
        Sagstilstand.HENLAGT_VISITERING,
        Sagstilstand.BESTILT,
        Sagstilstand.LEDIG,
    ]
    assert Feedback.objects.i_kommune("0175").get().sag == sager[0]


def test_fortryd_bestillingen(side: Page):
    ledige(1)
    gaa_til(side, "Bestillingsliste")
    vaelg(side, "R-26-000001")
    side.get_by_role("button", name="Bestil 1 sag").click()
    side.get_by_role("button", name="Fortryd bestilling").click()
    expect(side.get_by_text("Bestillingen af 1 sag er fortrudt")).to_be_visible()
    assert Sag.objects.i_kommune("0175").get().tilstand == Sagstilstand.LEDIG


def test_valg_med_skift_alle_og_fravaelg(side: Page):
    ledige(6)
    gaa_til(side, "Bestillingsliste")
    knap = side.locator("[data-valgknap]")
    expect(knap).to_have_text(re.compile("^Bestil valgte sager"))
    vaelg(side, "R-26-000002")
    expect(knap).to_have_text(re.compile("^Bestil 1 sag "))
    vaelg(side, "R-26-000005", modifiers=["Shift"])
    expect(knap).to_have_text(re.compile("^Bestil 4 sager "))
    expect(side.get_by_text("4 sager valgt")).to_be_visible()
    side.get_by_label("Vælg alle på denne side").click()
    expect(knap).to_have_text(re.compile("^Bestil 6 sager "))
    side.get_by_role("link", name="Fravælg alle").click()
    expect(knap).to_have_text(re.compile("^Bestil valgte sager"))


def test_uden_valg_faar_fejlen_fokus(side: Page):
    ledige(1)
    gaa_til(side, "Bestillingsliste")
    side.get_by_role("button", name="Bestil valgte sager").click()
    expect(side.locator("#fejlliste")).to_be_focused()
    side.get_by_role("link", name="Vælg mindst én sag, før du bestiller.").click()
    expect(side.get_by_label("Vælg R-26-000001")).to_be_focused()


def test_felterne_foelger_resultatet_og_fejlen_faar_fokus(side: Page, mette, live_server):
    sag = fabrik.bestilt_sag(mette)
    side.goto(f"{live_server.url}/feedbackliste/{sag.pk}/")
    partshoering, krav = (
        side.get_by_role("heading", name="Partshøring", exact=True),
        side.get_by_label("Tilbagebetalingskrav"),
    )
    for resultat, felter in (
        ("Henlægges i visitering", (False, False)),
        ("Henlægges efter partshøring", (True, False)),
        ("Giver anledning til ændret tildeling", (True, True)),
    ):
        side.get_by_label(resultat).check(force=True)
        assert (partshoering.is_visible(), krav.is_visible()) == felter
    side.get_by_role("button", name="Gem", exact=True).click()
    expect(side.locator("#fejlliste")).to_be_focused()
    side.get_by_role("link", name="Skriv tilbagebetalingskravet i hele kroner").click()
    expect(krav).to_be_focused()


def test_kopier_cpr(side: Page, mette, live_server):
    fabrik.bestilt_sag(mette, cpr="6705850028")
    side.goto(f"{live_server.url}/prioriteringsliste/")
    side.get_by_role("button", name=re.compile("Kopiér CPR-nummer")).click()
    expect(side.get_by_text("Kopieret")).to_be_visible()
    assert side.evaluate("navigator.clipboard.readText()") == "670585-0028"


FJENDTLIGE = (
    "<script>document.title='ramt'</script>",
    "<img src=x onerror=\"document.title='ramt'\">",
    "=cmd()|' /C calc'!A0",
    "\u202eneseorP oB",
    "N" * 300,
    "",
)


@pytest.mark.bevis
@pytest.mark.parametrize("bredde", [1440, 390, 320])
def test_registrets_tekst_bryder_intet(side: Page, mette, live_server, bredde: int):
    for navn in FJENDTLIGE:
        fabrik.bestilt_sag(mette, navn=navn)
    side.set_viewport_size({"width": bredde, "height": 900})
    sag = Sag.objects.i_kommune("0175").order_by("sagsnr").last()
    stier = ("prioriteringsliste/", "feedbackliste/", f"feedbackliste/{sag.pk}/")
    for sti in ("", "bestillingsliste/", *stier):
        side.goto(f"{live_server.url}/{sti}")
        assert side.evaluate("document.documentElement.scrollWidth") <= bredde, sti
        assert "ramt" not in side.title()


def test_uden_script_virker_vejen_stadig(browser, live_server, mette):
    ledige(2)
    ramme = browser.new_context(java_script_enabled=False)
    side = ramme.new_page()
    side.goto(f"{live_server.url}/bestillingsliste/")
    log_ind(side, mette)
    side.get_by_role("link", name="Vælg de 10 ældste").click()
    side.get_by_role("button", name="Bestil 2 sager").click()
    expect(side.get_by_text("2 sager er bestilt og ligger nu på din")).to_be_visible()
    side.get_by_role("button", name="Fortryd bestilling").click()
    expect(side.get_by_text("Bestillingen af 2 sager er fortrudt")).to_be_visible()
    ramme.close()
