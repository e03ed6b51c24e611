"""Kladde, henlæg og fortryd i en rigtig browser: det, kun scriptet og tasterne kan vise."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from adgang.models import Bruger, Opslag
from feedback.models import Feedback, Feedbackkladde
from samkoering.models import Sagstilstand
from tests.ende_til_ende.axe import brud
from tests.feedback.opstilling import hoering, klar_sag, laes

pytestmark = pytest.mark.django_db(transaction=True)


def test_kladden_gemmer_sig_selv_og_ligger_der_igen(side: Page, mette: Bruger, live_server):
    sag = klar_sag(mette)
    hoering(sag)
    adresse = f"{live_server.url}/feedbackliste/{sag.pk}/"
    side.goto(adresse)
    side.get_by_label("Giver anledning til ændret tildeling").check(force=True)
    side.get_by_label("Hvordan ændres tildelingen?").select_option("FORHOEJES")
    side.get_by_label("Ændring af ydelsen pr. måned").fill("3.080")
    expect(side.get_by_text("Borgeren får 3.080 kr. mere om måneden.")).to_be_visible()
    expect(side.get_by_text(re.compile(r"Kladde gemt kl\. \d\d\.\d\d"))).to_be_visible()
    with side.expect_response("**/kladde/videre/"):
        side.get_by_label("Bemærkning").fill("Borgeren har ringet")
    assert Opslag.objects.i_kommune("0175").filter(side="feedbackkladde").count() == 1

    # Den, der går fra siden midt i en sætning, finder den også igen.
    with side.expect_response("**/kladde/videre/"):
        side.get_by_label("Bemærkning").press_sequentially(" igen")
        side.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
        side.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    side.goto(adresse)
    expect(side.get_by_text("Din kladde fra i dag kl.")).to_be_visible()
    expect(side.get_by_label("Bemærkning")).to_have_value("Borgeren har ringet igen")
    expect(side.get_by_text("Borgeren får 3.080 kr. mere om måneden.")).to_be_visible()
    assert brud(side) == []

    with side.expect_response("**/kladde/"):
        side.get_by_label("Bemærkning").fill("Se 670585-0028")
    expect(side.get_by_text("Kladden er ikke gemt. Skriv den uden CPR-nummer.")).to_be_visible()
    side.get_by_role("button", name="Kassér kladden").click()
    expect(side.get_by_label("Bemærkning")).to_have_value("")
    assert not Feedbackkladde.objects.i_kommune("0175").exists()


def test_henlaeg_og_fortryd_med_tasterne_alene(side: Page, mette: Bruger, live_server):
    i_dag = timezone.localdate()
    sager = [klar_sag(mette, udloeber=i_dag + timedelta(days=dage)) for dage in (3, 6)]
    side.goto(f"{live_server.url}/kontrolark/{sager[0].pk}/")
    side.keyboard.press("h")
    expect(side).to_have_title(re.compile(sager[1].sagsnr))
    besked = side.get_by_text(f"{sager[0].sagsnr} er henlagt i visitering")
    expect(besked).to_be_visible()
    assert brud(side) == []
    expect(side.get_by_text("Det er ikke den sag, du ser nu.")).to_be_visible()
    side.keyboard.press("z")
    knap = side.get_by_role("button", name=f"Fortryd henlæggelsen af {sager[0].sagsnr}")
    expect(knap).to_be_focused()
    assert laes(sager[0]).tilstand == Sagstilstand.HENLAGT_VISITERING  # ét tryk viser kun hvilken
    side.keyboard.press("?")
    expect(side.get_by_text(f"af {sager[0].sagsnr} (tryk to gange)")).to_be_visible()
    side.keyboard.press("Escape")
    side.goto(f"{live_server.url}/feedbackliste/")
    expect(besked).to_be_visible()
    side.keyboard.press("z")
    side.keyboard.press("z")
    expect(side).to_have_title(re.compile(sager[0].sagsnr))
    expect(side.get_by_text(f"Henlæggelsen af {sager[0].sagsnr} er fortrudt.")).to_be_visible()
    expect(besked).to_have_count(0)
    assert laes(sager[0]).tilstand == Sagstilstand.VISITERES
    assert not Feedback.objects.i_kommune("0175").exists()


def test_beskeden_lukkes_uden_at_det_skrevne_gaar_tabt(side: Page, mette: Bruger, live_server):
    i_dag = timezone.localdate()
    sager = [klar_sag(mette, udloeber=i_dag + timedelta(days=dage)) for dage in (3, 6)]
    side.goto(f"{live_server.url}/kontrolark/{sager[0].pk}/")
    side.keyboard.press("h")
    expect(side).to_have_title(re.compile(sager[1].sagsnr))
    side.goto(f"{live_server.url}/feedbackliste/{sager[1].pk}/")
    side.get_by_label("Bemærkning").fill("Midt i en sætn")
    besked = side.get_by_text(f"{sager[0].sagsnr} er henlagt i visitering")
    side.get_by_role("button", name="Luk beskeden").click()
    expect(besked).to_have_count(0)
    expect(side.get_by_label("Bemærkning")).to_have_value("Midt i en sætn")
    side.goto(f"{live_server.url}/prioriteringsliste/")
    expect(side.get_by_role("heading", level=1)).to_be_visible()
    expect(besked).to_have_count(0)
    assert laes(sager[0]).tilstand == Sagstilstand.HENLAGT_VISITERING


def test_ctrl_enter_gemmer_og_gaar_til_naeste(side: Page, mette: Bruger, live_server):
    i_dag = timezone.localdate()
    sager = [klar_sag(mette, udloeber=i_dag + timedelta(days=dage)) for dage in (3, 6)]
    side.goto(f"{live_server.url}/feedbackliste/{sager[0].pk}/?resultat=HENLAGT_VISITERING")
    side.get_by_label("Bemærkning").fill("Forklaret")
    side.keyboard.press("Control+Enter")
    expect(side).to_have_title(re.compile(sager[1].sagsnr))
    assert Feedback.objects.i_kommune("0175").get().bemaerkning == "Forklaret"
