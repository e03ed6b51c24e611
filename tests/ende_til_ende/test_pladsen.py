"""Pladsen på skærmen: rækkerne er det, listen er til for, og intet er bredere end telefonen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger
from tests import fabrik

pytestmark = pytest.mark.django_db(transaction=True)
HELE_RAEKKER = """() => {
  const bund = document.querySelector(".actionbar").getBoundingClientRect().top + 1;
  const hel = ({ top, bottom }) => top >= 0 && bottom <= bund;
  return [...document.querySelectorAll("tbody tr")]
    .filter((raekke) => hel(raekke.getBoundingClientRect())).length;
}"""
FOLD_UD = "() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }"
BREDDE = "() => document.documentElement.scrollWidth"
HOEJDE = "(del) => del.getBoundingClientRect().height"


@pytest.fixture
def sagerne(mette: Bruger) -> None:
    """Tolv bestilte sager og tolv, der kan bestilles; nogle udløber om en uge, andre senere."""
    for nr in range(12):
        udloeber = timezone.localdate() + timedelta(days=20 + nr)
        fabrik.bestilt_sag(mette, udloeber=udloeber, naar=timezone.now() - timedelta(days=2))
        fabrik.sag_med_udfald(mette.kommune, udloeber=udloeber - timedelta(days=14))


def test_otte_raekker_kan_ses_paa_prioriteringslisten(side: Page, live_server: LiveServer, sagerne):
    side.goto(f"{live_server.url}/prioriteringsliste/")
    assert side.evaluate(HELE_RAEKKER) >= 8


def test_fem_raekker_kan_ses_med_beskederne_oppe(side: Page, live_server: LiveServer, sagerne):
    # Zip-filen først: et hentet kontrolark kan ikke fortrydes.
    side.goto(f"{live_server.url}/prioriteringsliste/")
    side.get_by_text("Hent alle kontrolark (zip)").click()
    side.get_by_role("button", name="Hent 12 kontrolark (zip)").click()
    expect(side.locator(".pakke")).to_have_count(1)
    side.goto(f"{live_server.url}/bestillingsliste/?vaelg=2")
    side.get_by_role("button", name="Bestil 2 sager").click()
    side.wait_for_url("**/prioriteringsliste/")
    side.locator("tbody tr").first.locator("input[type=checkbox]").press(" ")
    side.get_by_role("button", name="Genbestil 1 sag").click()
    expect(side.locator("main > .alert")).to_have_count(2)
    expect(side.locator(".pakke")).to_have_count(1)
    assert side.evaluate(HELE_RAEKKER) >= 5


@pytest.mark.parametrize(
    "hoejde", [*(pytest.param(n, marks=pytest.mark.bevis) for n in (900, 700)), 480]
)
@pytest.mark.parametrize("liste", ["bestillingsliste", "prioriteringsliste"])
def test_kolonnevalget_er_ikke_hoejere_end_vinduet(
    side: Page, live_server: LiveServer, sagerne, liste: str, hoejde: int
):
    side.set_viewport_size({"width": 1440, "height": hoejde})
    side.goto(f"{live_server.url}/{liste}/")
    side.get_by_text("Kolonner", exact=True).click()
    panel = side.locator(".fold-ud[open] .panel")
    expect(panel).to_be_visible()
    side.wait_for_function(
        "(del) => { const r = del.getBoundingClientRect();"
        " return r.top >= 0 && r.bottom <= window.innerHeight; }",
        arg=panel.element_handle(),
    )
    expect(panel.get_by_role("button", name="Gem kolonner")).to_be_in_viewport()


def test_linjen_nederst_fylder_lidt_paa_en_telefon(side: Page, live_server: LiveServer, sagerne):
    side.set_viewport_size({"width": 390, "height": 844})
    side.goto(f"{live_server.url}/bestillingsliste/")
    linje = side.locator(".actionbar")
    assert linje.evaluate(HOEJDE) <= 844 / 12
    expect(linje.get_by_role("button", name="Bestil valgte sager")).to_be_visible()
    side.locator("tbody input[type=checkbox]").first.press(" ")
    expect(linje.get_by_role("button", name="Bestil 1 sag")).to_be_visible()
    assert linje.evaluate(HOEJDE) <= 844 / 8


def test_paa_en_telefon_er_bestillingslistens_sager_kort(
    side: Page, live_server: LiveServer, sagerne
):
    side.set_viewport_size({"width": 390, "height": 844})
    side.goto(f"{live_server.url}/bestillingsliste/")
    kort = side.locator(".bestillingstabel tbody tr")
    for del_ in ("td.frist", ".sagsnr", "td.valg"):
        plads = kort.first.locator(del_).bounding_box()
        assert plads is not None
        assert plads["x"] >= 0, del_
        assert plads["x"] + plads["width"] <= 390, del_
    toppe = {kort.first.locator(del_).bounding_box()["y"] for del_ in ("td.frist", ".sagsnr")}
    assert len(toppe) == 1, "sagsnummer og udløb står på samme linje"
    assert kort.first.evaluate(HOEJDE) <= 240
    side.get_by_text("Vælg alle på denne side").click()
    expect(side.get_by_role("button", name="Bestil 12 sager")).to_be_visible()


@pytest.mark.parametrize("sti", ["/", "/bestillingsliste/", "/prioriteringsliste/"])
def test_siden_er_ikke_bredere_end_en_lille_telefon(
    side: Page, live_server: LiveServer, sagerne, mette: Bruger, sti: str
):
    mette.rolle = "TEAMLEDER"
    mette.save()
    side.set_viewport_size({"width": 320, "height": 800})
    side.goto(f"{live_server.url}{sti}")
    side.evaluate(FOLD_UD)
    assert side.evaluate(BREDDE) == 320


def test_pilen_i_et_valg_har_sin_egen_plads(side: Page, live_server: LiveServer, mette: Bruger):
    mette.rolle = "TEAMLEDER"
    mette.save()
    side.goto(f"{live_server.url}/effekt/regnskab/")
    plads = side.locator("#koersel").evaluate(
        "(valg) => parseInt(getComputedStyle(valg).paddingRight)"
    )
    assert plads >= 40, "pilen er 24 px bred og står 12 px fra kanten"
