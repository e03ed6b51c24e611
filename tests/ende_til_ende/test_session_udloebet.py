"""Når sessionen er udløbet: siden er dækket, det skrevne består, og den rette kommer tilbage."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.ende_til_ende.axe import brud
from tests.ende_til_ende.sessionsserver import (
    ABSOLUT,
    ADRESSE,
    STI,
    TITEL,
    UDLOEBET,
    Sessionsserver,
    skriv,
    uden_fejl,
)

HAENDELSER = {
    "fanen bliver synlig": "document.dispatchEvent(new Event('visibilitychange'))",
    "vinduet får fokus": "window.dispatchEvent(new Event('focus'))",
    "siden kommer fra bfcache": (
        "window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    ),
}


@pytest.fixture
def server(page: Page) -> Iterator[Sessionsserver]:
    with uden_fejl(page) as svarende:
        yield svarende


@pytest.mark.parametrize("foer", [0, 1500])
def test_udloebet_daekker_siden(server, page, foer: int):
    server.aabn()
    server.gaa(foer)
    server.gaa(1800 - foer)
    expect(server.overskrift(UDLOEBET)).to_be_focused()
    expect(page).to_have_title(f"{UDLOEBET} – {TITEL}")
    expect(page.get_by_text("Bo Prøvesen")).to_be_hidden()
    bagtaeppe = "d => getComputedStyle(d, '::backdrop').backgroundColor"
    assert page.locator("#session").evaluate(bagtaeppe) == "rgb(245, 245, 245)"
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(server.overskrift(UDLOEBET)).to_be_visible()
    page.locator("#session").evaluate("d => d.close()")
    expect(server.overskrift(UDLOEBET)).to_be_visible()


@pytest.mark.bevis
@pytest.mark.parametrize(
    ("aendring", "skrevet"),
    [
        (lambda _: None, False),
        (lambda side: side.get_by_label("Bemærkning").fill("Fra serveren"), False),
        (skriv, True),
        (lambda side: side.get_by_label("Journaliseret").uncheck(force=True), True),
        (lambda side: side.get_by_label("Henlægges i visitering").check(force=True), True),
        (lambda side: side.get_by_label("Hvordan ændres").select_option("Nedsættes"), True),
    ],
)
def test_det_skrevne_afgoer_hvor_der_logges_ind(
    server, page, aendring: Callable[[Page], object], skrevet: bool
):
    server.aabn()
    aendring(page)
    server.gaa(1800)
    expect(server.overskrift(UDLOEBET)).to_be_visible()
    loft = "Det, du har skrevet, står her stadig." if skrevet else "Log ind igen for at fortsætte."
    expect(page.locator("#session-tekst p:visible")).to_contain_text([loft])
    log_ind = page.get_by_role("link", name="Log ind")
    adresse = "/log-ind/" if skrevet else "/log-ind/?next=%2Ffeedbackliste%2F1%2F%3Fside%3D2"
    expect(log_ind).to_have_attribute("href", adresse)
    assert (log_ind.get_attribute("target") == "_blank") is skrevet


@pytest.mark.bevis
def test_en_formular_med_fejl_har_noget_skrevet(server, page):
    server.sidens_tillaeg = '<div class="alert alert-error" id="fejlliste">Ret felterne</div>'
    server.aabn()
    server.gaa(1800)
    expect(page.get_by_role("link", name="Log ind")).to_have_attribute("target", "_blank")


def test_samme_bruger_kommer_tilbage_til_sin_tekst(server, page):
    server.aabn()
    skriv(page)
    server.gaa(1800)
    server.knap("Jeg er logget ind igen").click()
    expect(page.get_by_text("Du er ikke logget ind endnu.")).to_be_visible()
    server.log_ind()
    server.knap("Jeg er logget ind igen").click()
    server.siden_er_fri()
    expect(page.get_by_label("Bemærkning")).to_be_focused()
    expect(page.get_by_label("Bemærkning")).to_have_value("Borgeren har ringet")
    tokens = page.locator("input[name=csrfmiddlewaretoken]")
    assert tokens.evaluate_all("f => f.map((t) => t.value)") == ["efter"] * 3
    assert server.sidehentninger == 1


@pytest.mark.bevis
@pytest.mark.parametrize("haendelse", HAENDELSER)
def test_samme_bruger_vender_tilbage_til_fanen(server, page, haendelse: str):
    server.aabn()
    server.gaa(1800)
    expect(server.overskrift(UDLOEBET)).to_be_visible()
    server.log_ind()
    page.evaluate(HAENDELSER[haendelse])
    server.siden_er_fri()


@pytest.mark.parametrize("haendelse", [*HAENDELSER, "knap"])
def test_en_anden_bruger_faar_siden_hentet_paa_ny(server, page, haendelse: str):
    server.aabn()
    skriv(page)
    if haendelse == "knap":
        server.gaa(1800)
        expect(server.overskrift(UDLOEBET)).to_be_visible()
    server.log_ind("soeren")
    if haendelse == "knap":
        server.knap("Jeg er logget ind igen").click()
    else:
        page.evaluate(HAENDELSER[haendelse])
    expect(page.locator("#session[data-bruger=soeren]")).to_be_attached()
    server.siden_er_fri()
    expect(page.get_by_label("Bemærkning")).to_have_value("Fra serveren")
    assert server.sidehentninger == 2
    assert page.url == f"{ADRESSE}{STI}"


@pytest.mark.bevis
@pytest.mark.parametrize("haendelse", HAENDELSER)
def test_logget_af_i_en_anden_fane(server, page, haendelse: str):
    server.aabn()
    page.evaluate(HAENDELSER[haendelse])
    server.siden_er_fri()
    server.log_af()
    page.evaluate(HAENDELSER[haendelse])
    expect(server.overskrift(UDLOEBET)).to_be_visible()


@pytest.mark.bevis
@pytest.mark.parametrize(("brugt", "bagefter"), [(False, UDLOEBET), (True, None)])
def test_efter_en_dvale(server, page, brugt: bool, bagefter: str | None):
    server.aabn()
    server.gaa(7200, brugt_imens=brugt)
    if bagefter:
        expect(server.overskrift(bagefter)).to_be_visible()
    else:
        server.siden_er_fri()


@pytest.mark.bevis
def test_uret_stillet_tilbage_giver_ikke_mere_tid(server, page):
    server.aabn()
    page.evaluate("() => { const foer = Date.now; Date.now = () => foer() - 3600000; }")
    server.gaa(1800)
    expect(server.overskrift(UDLOEBET)).to_be_visible()


@pytest.mark.bevis
def test_serveren_svarer_ikke(server, page):
    server.aabn()
    server.svarer = False
    server.gaa(1500)
    server.knap("Forbliv logget på").click()
    expect(page.get_by_text("Serveren svarer ikke lige nu.")).to_be_visible()
    server.gaa(300)
    expect(server.overskrift(UDLOEBET)).to_be_visible()
    server.knap("Jeg er logget ind igen").click()
    expect(page.get_by_text("Serveren svarer ikke lige nu.")).to_be_visible()


def test_intet_gemmes_i_browseren(server, page):
    server.aabn()
    skriv(page)
    server.gaa(1800)
    expect(server.overskrift(UDLOEBET)).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]


@pytest.mark.parametrize(("absolut", "sekunder"), [(ABSOLUT, 1548), (600, 300), (ABSOLUT, 1800)])
def test_axe_finder_intet(server, page, absolut: int, sekunder: int):
    server.absolut = absolut
    server.aabn()
    skriv(page)
    server.gaa(sekunder)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.clock.resume()
    assert brud(page) == []
