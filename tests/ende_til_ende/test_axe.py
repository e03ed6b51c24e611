"""Ingen side bryder WCAG 2.1 A eller AA, hverken på en skærm eller på en telefon."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger, Rolle
from adgang.omfang import omfang_for
from feedback.feedbackliste.registrer import Ventende, registrer
from feedback.feedbackliste.svar import Svar
from feedback.models import Resultat
from samkoering.models import Sag
from tests import browser, fabrik
from tests.ende_til_ende.axe import besoeg, brud
from tests.feedback.opstilling import klar_sag
from tests.kontrol.kontrolark import eksempel

pytestmark = pytest.mark.django_db(transaction=True)


def test_axe_finder_det_der_er_galt(side: Page, live_server: LiveServer):
    side.goto(f"{live_server.url}/privatliv/")
    side.evaluate("document.documentElement.removeAttribute('lang')")
    assert [fund for fund in brud(side) if "html-has-lang" in fund]


def test_sider_uden_sager(side: Page, live_server: LiveServer):
    tomme = ("/", "/bestillingsliste/", "/prioriteringsliste/", "/feedbackliste/")
    faste = ("/regler/", "/regler/ny_arbejdsgiver/", "/tilgaengelighed/", "/privatliv/")
    assert besoeg(side, live_server, *tomme, *faste, "/findes-ikke/") == []
    svar = side.goto(f"{live_server.url}/persongrupper/saet/")  # tager kun en formular
    assert svar is not None
    assert svar.status == 405
    assert brud(side) == []


def test_lister_med_sager(side: Page, live_server: LiveServer, mette: Bruger):
    i_dag = timezone.localdate()
    for dage in (1, 14, 60):
        frist = i_dag + timedelta(days=dage)
        fabrik.sag_med_udfald(mette.kommune, udloeber=frist)
        fabrik.bestilt_sag(mette, udloeber=frist)
    natten = fabrik.koersel(i_dag)
    fabrik.koerselsdel(natten, mette.kommune)
    lister = ("/", "/bestillingsliste/", "/prioriteringsliste/", "/feedbackliste/")
    assert besoeg(side, live_server, *lister) == []


def ark(mette: Bruger) -> dict[str, Sag]:
    """Kontrolark af hver slags."""
    doedsfald = eksempel.indhold([eksempel.fund("borger_doer", "YM")])
    uafklaret = eksempel.uden_aegtefaelle("IKKE_UDFOERT", "CPR siger ikke, om der er en.")
    return {
        "begge": eksempel.sag_med(mette, eksempel.langt_indhold()),
        "beskyttet": eksempel.sag_med(mette, eksempel.beskyttet_indhold()),
        "dødsfald": eksempel.sag_med(mette, doedsfald),
        "uafklaret": eksempel.sag_med(mette, uafklaret),
    }


def test_kontrolark(side: Page, live_server: LiveServer, mette: Bruger):
    sager = ark(mette)
    stier = [f"/kontrolark/{sag.pk}/" for sag in sager.values()]
    assert besoeg(side, live_server, *stier) == []
    side.goto(f"{live_server.url}/kontrolark/{sager['beskyttet'].pk}/")
    side.get_by_role("button", name="Vis adressen").click()
    expect(side.locator("#fejlliste")).to_be_focused()
    assert brud(side) == []


def test_feedbackformularen_tom_med_fejl_og_ved_konflikt(
    side: Page, live_server: LiveServer, mette: Bruger, leder: Bruger
):
    sag = klar_sag(mette)
    formular = f"/feedbackliste/{sag.pk}/"
    assert besoeg(side, live_server, formular) == []
    side.get_by_label("Giver anledning til ændret tildeling").check(force=True)
    gem = side.get_by_role("button", name="Gem", exact=True)
    gem.click()
    expect(side.locator("#fejlliste")).to_be_focused()
    assert brud(side) == []

    side.goto(f"{live_server.url}{formular}")
    foerst = Ventende(sag.pk, leder, omfang_for(leder), sag.version, uuid4())
    registrer(foerst, Svar(Resultat.HENLAGT_VISITERING))
    side.get_by_label("Henlægges i visitering").check(force=True)
    gem.click()
    expect(side.get_by_text("Sagen er ændret, siden du åbnede den")).to_be_visible()
    assert brud(side) == []


def test_bestilling_uden_valg(side: Page, live_server: LiveServer):
    fabrik.sag_med_udfald()
    side.goto(f"{live_server.url}/bestillingsliste/")
    side.get_by_role("button", name="Bestil valgte sager").click()
    expect(side.locator("#fejlliste")).to_be_focused()
    assert brud(side) == []


def test_ingen_adgang(page: Page, live_server: LiveServer):
    drift = fabrik.bruger("drift", Rolle.DRIFT, navn="Dina Drift")
    browser.luk_ind(page.context, live_server, drift)
    svar = page.goto(f"{live_server.url}/bestillingsliste/")
    assert svar is not None
    assert svar.status == 403
    assert brud(page) == []
