"""Sessionens varsel i browseren: hvornår det kommer, og hvad der lukker det – uden en server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.ende_til_ende.sessionsserver import (
    ABSOLUT,
    TITEL,
    UDLOEBET,
    VARSEL,
    Sessionsserver,
    skriv,
    uden_fejl,
)


@pytest.fixture
def server(page: Page) -> Iterator[Sessionsserver]:
    with uden_fejl(page) as svarende:
        yield svarende


@pytest.mark.parametrize(
    ("absolut", "sekunder", "varsles"),
    [
        (ABSOLUT, 1499, False),
        (ABSOLUT, 1500, True),
        (900, 599, False),  # den længste tid udløber først
        (900, 600, True),
        (100, 1, True),  # siden er hentet, efter at varslet skulle have været vist
    ],
)
def test_varsel_fem_minutter_foer(server, page, absolut: int, sekunder: int, varsles: bool):
    server.absolut = absolut
    server.aabn()
    server.gaa(sekunder)
    if varsles:
        expect(server.overskrift(VARSEL)).to_be_focused()
        expect(page).to_have_title(f"{VARSEL} – {TITEL}")
        assert server.kald == ["GET"]
    else:
        server.siden_er_fri()
        assert server.kald == []


@pytest.mark.bevis
@pytest.mark.parametrize(
    ("sekunder", "tekst"),
    [
        (1500, "i 25 minutter. Du bliver logget af om 5 min. 0 sek."),
        (1548, "i 25 minutter. Du bliver logget af om 4 min. 12 sek."),
        (1560, "i 26 minutter. Du bliver logget af om 4 min. 0 sek."),
        (1740, "i 29 minutter. Du bliver logget af om 1 min. 0 sek."),
        (1741, "i 29 minutter. Du bliver logget af om 59 sek."),
        (1799, "i 29 minutter. Du bliver logget af om 1 sek."),
    ],
)
def test_nedtaellingen(server, page, sekunder: int, tekst: str):
    server.aabn()
    server.gaa(sekunder)
    expect(page.get_by_role("dialog")).to_contain_text(f"Du har ikke brugt systemet {tekst}")


def test_skaermlaeseren_hoerer_minutterne_og_de_sidste_30_sekunder(server, page):
    server.aabn()
    server.gaa(1500)
    oplaest = page.get_by_role("status")
    expect(server.overskrift(VARSEL)).to_be_visible()
    for sekunder, tekst in (
        (59, ""),
        (1, "Du bliver logget af om 4 minutter."),
        (59, "Du bliver logget af om 4 minutter."),
        (121, "Du bliver logget af om 1 minut."),
        (29, "Du bliver logget af om 1 minut."),
        (1, "Du bliver logget af om 30 sekunder."),
        (20, "Du bliver logget af om 30 sekunder."),
    ):
        server.gaa(sekunder)
        expect(oplaest).to_have_text(tekst)


@pytest.mark.parametrize("hvordan", ["knap", "Escape"])
def test_forbliv_logget_paa(server, page, hvordan: str):
    server.aabn()
    skriv(page)
    server.gaa(1500)
    expect(page.get_by_text("Det, du har skrevet, bliver stående på siden.")).to_be_visible()
    if hvordan == "knap":
        server.knap("Forbliv logget på").click()
    else:
        page.keyboard.press("Escape")
    server.siden_er_fri()
    assert server.kald == ["GET", "POST"]
    expect(page.get_by_label("Bemærkning")).to_be_focused()
    expect(page.get_by_label("Bemærkning")).to_have_value("Borgeren har ringet")
    server.gaa(1499)
    server.siden_er_fri()
    server.gaa(1)
    expect(server.overskrift(VARSEL)).to_be_visible()


@pytest.mark.bevis
def test_forbliv_efter_ny_login_i_en_anden_fane_sender_det_nye_token(server, page):
    server.aabn()
    server.gaa(1500)
    expect(server.overskrift(VARSEL)).to_be_visible()
    server.log_ind()
    server.knap("Forbliv logget på").click()
    server.siden_er_fri()
    assert server.kald == ["GET", "POST", "GET", "POST"]


@pytest.mark.bevis
def test_log_af_er_en_formular_med_token(server, page):
    server.aabn()
    server.gaa(1500)
    form = page.get_by_role("dialog").locator("form:visible")
    expect(server.knap("Log af")).to_be_visible()
    assert form.evaluate("f => [f.method, new URL(f.action).pathname]") == ["post", "/log-af/"]
    expect(form.locator("input[name=csrfmiddlewaretoken]")).to_have_value("foer")


@pytest.mark.bevis
@pytest.mark.parametrize("hvordan", ["knap", "Escape"])
def test_den_laengste_tid_kan_ikke_forlaenges(server, page, hvordan: str):
    server.absolut = 900
    server.aabn()
    server.gaa(600)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Du har været logget på i næsten 8 timer")
    expect(server.knap("Forbliv logget på")).to_have_count(0)
    expect(server.knap("Log ind igen")).to_be_visible()
    if hvordan == "knap":
        server.knap("Fortsæt så længe").click()
    else:
        page.keyboard.press("Escape")
    server.gaa(299)
    server.siden_er_fri()
    server.gaa(1)
    expect(server.overskrift(UDLOEBET)).to_be_visible()
    assert "POST" not in server.kald


def test_log_ind_igen_sker_i_en_ny_fane_og_beholder_teksten(server, page):
    server.absolut = 900
    server.aabn()
    skriv(page)
    server.gaa(600)
    with page.expect_popup() as fanen:
        server.knap("Log ind igen").click()
    expect(fanen.value.get_by_role("heading", name="Log ind")).to_be_visible()
    server.gaa(30)
    expect(server.overskrift(UDLOEBET)).to_be_visible()
    server.log_ind()
    server.knap("Jeg er logget ind igen").click()
    server.siden_er_fri()
    expect(page.get_by_label("Bemærkning")).to_have_value("Borgeren har ringet")


@pytest.mark.parametrize(
    ("sekunder", "aaben"),
    [(29, True), (30, False)],  # den anden fane ses, næste gang der spørges
)
def test_brug_i_en_anden_fane_lukker_varslet(server, page, sekunder: int, aaben: bool):
    server.aabn()
    server.gaa(1500)
    expect(server.overskrift(VARSEL)).to_be_visible()
    server.gaa(sekunder, brugt_imens=True)
    expect(page.get_by_role("dialog")).to_have_count(int(aaben))


@pytest.mark.bevis
def test_brug_i_en_anden_fane_foer_varslet(server, page):
    server.aabn()
    server.gaa(1500, brugt_imens=True)
    server.siden_er_fri()
    assert server.kald == ["GET"]


@pytest.mark.bevis
def test_uden_den_resterende_tid_spoerges_der_straks(server, page):
    server.absolut = 200
    server.aabn(absolut_tilbage=False)
    expect(server.overskrift(VARSEL)).to_be_visible()
