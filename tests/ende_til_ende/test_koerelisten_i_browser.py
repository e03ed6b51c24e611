"""Kørelisten på en telefon: hent, gå i et hul uden netværk, notér, kom tilbage, og gør færdig."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger
from hjemmebesoeg.adresser.koe import indlaes_ventende
from hjemmebesoeg.adresser.modtag import modtag
from hjemmebesoeg.demo import tael_et_aar
from hjemmebesoeg.doeren.registrer import registrer
from hjemmebesoeg.models import Koereliste, Stop
from hjemmebesoeg.rute.koe import beregn_ventende
from samkoering.models import Sag
from tests import browser, hurtig_pdf
from tests.ende_til_ende.axe import brud
from tests.ende_til_ende.fingeren import TELEFON, smaa_flader
from tests.hjemmebesoeg import opstilling
from tests.hjemmebesoeg.opstilling import HUSE, liste, noteret, omraade, stoppene, uden_svar

pytestmark = pytest.mark.django_db(transaction=True)
BILLEDER = os.environ.get("KOERELISTEBILLEDER", "")
LAGERET = """async () => {
  const loefte = (s) => new Promise((ja, nej) => {
    s.onupgradeneeded = () => s.result.createObjectStore("tur");
    s.onsuccess = () => ja(s.result);
    s.onerror = () => nej(s.error);
  });
  const db = await loefte(indexedDB.open("koerelister", 1));
  const rum = db.transaction("tur").objectStore("tur");
  const navne = await loefte(rum.getAllKeys());
  const tur = await loefte(rum.get("tur"));
  const noegle = await loefte(rum.get("noegle"));
  db.close();
  const ud = await crypto.subtle.exportKey("raw", noegle).then(() => "læst ud", () => "lukket");
  const bytes = tur ? new Uint8Array(tur.lukket) : new Uint8Array();
  const tekst = new TextDecoder("latin1").decode(bytes);
  return { navne, ud, tekst, felter: tur ? Object.keys(tur) : [] };
}"""
"""Det, telefonens lager rummer, som det ligger."""
RULLER = """() => [...document.querySelectorAll(".table--responsive-scroll")]
  .filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.ariaLabel)"""
"""De tabeller, der skal rulles sidelæns."""


def billede(page: Page, navn: str) -> None:
    """Kun når nogen vil se på siden."""
    if BILLEDER:
        page.screenshot(path=Path(BILLEDER) / f"{navn}.png", full_page=True)


def paen(page: Page, navn: str) -> None:
    """Ingen brud på WCAG, hverken på telefonen eller på en stor skærm, og aldrig for bred."""
    billede(page, f"{navn}-390")
    assert brud(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    billede(page, f"{navn}-1440")
    page.set_viewport_size(TELEFON)


def paa_serveren(page: Page, listen: Koereliste) -> dict[str, int]:
    """Navnet på døren → version, som serveren har dem; spurgt gennem siden, så ingen er i vejen."""
    data = page.evaluate(f"fetch('/koerelister/{listen.pk}/data/').then((svar) => svar.json())")
    noterede = [stop for stop in data["stop"] if stop["noteret"]]
    return {stop["noteret"]["navn_paa_doer"]: stop["version"] for stop in noterede}


def stille(page: Page) -> None:
    """Gå til en side, der intet spørger om: det, den forrige bad om, er afbrudt eller besvaret.

    Serveren tager én ad gangen, så prøven bagefter er alene om databasen.
    """
    page.goto(f"{page.url.split('/koerelister')[0]}/healthz/live")


def noter(page: Page, nr: int, navn: str, kontakt: str = "Nej") -> None:
    """Udfyld kortet og gem."""
    kort = page.locator(".turkort").nth(nr)
    if kort.locator("details").get_attribute("open") is None:
        kort.locator("summary").click()
    expect(kort.locator("[name=klokken]")).not_to_have_value("")  # siden foreslår først nu
    kort.get_by_label("Navn på dørtelefon").fill(navn)
    if kontakt:
        kort.get_by_role("group", name="Kontakt med borgeren").get_by_label(kontakt).check()
    kort.get_by_role("group", name="En anden åbnede").get_by_label("Nej").check()
    kort.get_by_role("button", name="Gem stoppet").click()


def lederen_laver_listen(
    page: Page, live_server: LiveServer, leder: Bruger, sager: list[Sag]
) -> Koereliste:
    """Området, de valgte og ruten."""
    browser.luk_ind(page.context, live_server, leder)
    page.set_viewport_size(TELEFON)
    page.goto(f"{live_server.url}/koerelister/")
    paen(page, "oversigt")
    for side in ("opsaetning", "statistik"):
        page.goto(f"{live_server.url}/koerelister/{side}/")
        paen(page, side)
        assert page.evaluate(RULLER) == []
    page.goto(f"{live_server.url}/koerelister/")
    page.get_by_role("link", name="Lav køreliste").click()
    paen(page, "ny")
    page.get_by_label("Hvem kører").select_option(label="Mette Holm")
    page.get_by_text("Vælg alle borgere").click()
    expect(page.get_by_text(f"{len(sager)} borgere valgt")).to_be_visible()
    page.get_by_role("button", name=f"Lav køreliste med {len(sager)} borgere").click()
    expect(page.get_by_role("heading", name="Køreliste K-")).to_be_visible()
    listens_side = page.url
    stille(page)
    with browser.alene_om_databasen:
        beregn_ventende()
    page.goto(listens_side)
    expect(page.get_by_text("er sparet")).to_be_visible()
    paen(page, "liste")
    with browser.alene_om_databasen:
        listen = Koereliste.objects.i_kommune("0175").get()
        assert listen.stop.count() == len(sager)
    return listen


def hent_paa_telefonen(
    page: Page, live_server: LiveServer, mette: Bruger, listen: Koereliste
) -> None:
    """Listen åbnes, og arbejderen bag siden er klar."""
    browser.luk_ind(page.context, live_server, mette)
    page.goto(f"{live_server.url}/koerelister/{listen.pk}/")
    page.get_by_role("link", name="Åbn på telefonen").click()
    status = page.locator("[data-status]")
    expect(status).to_have_text("0 af 5 stop er noteret.")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    paen(page, "tur")
    assert smaa_flader(page) == []


def noter_uden_netvaerk(page: Page, listen: Koereliste) -> None:
    """Siden kan hentes igen, og det noterede venter krypteret."""
    status = page.locator("[data-status]")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".turkort")).to_have_count(5)
    page.locator(".turkort").nth(0).locator("summary").click()
    expect(page.locator("[name=klokken]").first).not_to_have_value("")
    # Telefonen står 11–13 timer foran; det foreslåede er alligevel portalens tid.
    skrevet = [page.locator(f"[name={n}]").first.input_value() for n in ("besoegt", "klokken")]
    nu = timezone.localtime()
    assert skrevet in [f"{tid:%d-%m-%Y %H.%M}".split() for tid in (nu, nu - timedelta(minutes=1))]
    page.locator(".turkort").nth(0).get_by_role("button", name="Gem stoppet").click()
    kort = page.locator(".turkort").nth(0)
    for navn in ("Kontakt med borgeren", "En anden åbnede"):
        expect(kort.get_by_role("group", name=navn).locator(".form-error-message")).to_be_visible()
    expect(kort.get_by_text("Svar, om der var kontakt med borgeren")).to_be_in_viewport()
    expect(kort.get_by_label("Navn på dørtelefon")).to_be_focused()
    assert smaa_flader(page) == []
    paen(page, "tur-fejl")
    noter(page, 0, "Kanarie på døren", "Ja")
    noter(page, 1, "Intet navn")
    expect(status).to_have_text("2 af 5 stop er noteret. 2 stop venter på at blive sendt.")
    expect(page.locator(".turkort summary")).to_have_text(["Ret", "Ret", "Notér", "Notér", "Notér"])
    with browser.alene_om_databasen:
        assert [stop.registreret for stop in stoppene(listen)] == [None] * 5
    lager = page.evaluate(LAGERET)
    assert (lager["navne"], lager["ud"]) == (["noegle", "tur"], "lukket")
    assert sorted(lager["felter"]) == ["binding", "iv", "lukket", "udloeber"]
    assert "Kanarie" not in lager["tekst"]
    assert "Testvej" not in lager["tekst"]
    billede(page, "tur-offline-390")


def en_kollega_noterer_imens(page: Page, listen: Koereliste, leder: Bruger) -> None:
    """Begge dele bliver, til Mette har valgt."""
    status = page.locator("[data-status]")
    kortets_id = page.locator(".turkort").nth(1).get_attribute("id") or ""
    with browser.alene_om_databasen:
        andet = next(stop for stop in stoppene(listen) if str(stop.pk) in kortets_id)
        registrer(andet, leder, 0, listen.pk, noteret(navn_paa_doer="Lederens notat"))
    page.context.set_offline(False)
    expect(page.get_by_text("Søren Bak noterede det")).to_be_visible()
    expect(status).to_have_text("2 af 5 stop er noteret. 1 stop venter på dit valg.")
    expect(
        page.get_by_text("Det, du skrev, er ikke gemt: ingen kontakt, “Intet navn”.")
    ).to_be_visible()
    paen(page, "tur-konflikt")
    assert smaa_flader(page) == []
    page.get_by_role("button", name="Behold mit").click()
    expect(status).to_have_text("2 af 5 stop er noteret. Alt er sendt.")
    assert paa_serveren(page, listen) == {"Kanarie på døren": 1, "Intet navn": 2}


def logget_af_undervejs(page: Page, live_server: LiveServer, mette: Bruger) -> None:
    """Det noterede bliver på telefonen, til hun er inde igen."""
    status = page.locator("[data-status]")
    page.context.set_offline(True)
    noter(page, 2, "Sent på dagen")
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.get_by_text("Du er logget af")).to_be_visible()
    stille(page)
    browser.luk_ind(page.context, live_server, mette)
    page.goto(f"{live_server.url}/koerelister/tur/")
    expect(status).to_have_text("3 af 5 stop er noteret. Alt er sendt.")


def goer_faerdig(page: Page, live_server: LiveServer, listen: Koereliste) -> None:
    """Afslut i portalen; telefonens kopi er væk næste gang, den ser netværk. Så destruér."""
    page.get_by_role("link", name="Gå til listen").click()
    page.get_by_role("link", name="Notér stop 4").click()
    paen(page, "stop")
    page.get_by_label("Navn på dørtelefon").fill("F. Testesen")
    page.get_by_role("button", name="Gem stoppet").click()
    expect(page.locator("#fejlliste")).to_be_focused()
    paen(page, "stop-fejl")
    page.get_by_role("group", name="Kontakt med borgeren").get_by_label("Nej").check(force=True)
    page.get_by_role("group", name="En anden åbnede").get_by_label("Ja").check(force=True)
    page.get_by_role("button", name="Gem stoppet").click()
    page.get_by_role("button", name="Afslut turen og journalisér 4 stop").click()
    expect(page.get_by_text("0 af 4 stop")).to_be_visible()
    paen(page, "afsluttet")
    page.goto(f"{live_server.url}/koerelister/tur/")
    expect(page.get_by_text("Listen er lukket")).to_be_visible()
    assert page.evaluate(LAGERET)["navne"] == []
    stille(page)
    with browser.alene_om_databasen:
        opstilling.journalen_kvitterer(listen)
    page.goto(f"{live_server.url}/koerelister/{listen.pk}/")
    paen(page, "kan-destrueres")
    page.get_by_role("button", name="Destruér listen med 4 stop").click()
    expect(page.get_by_text("er destrueret")).to_be_visible()
    paen(page, "kvittering")
    with browser.alene_om_databasen:
        assert not Stop.objects.i_kommune("0175").exists()


@pytest.mark.browser_context_args(timezone_id="Pacific/Kiritimati")
def test_en_dag_med_telefonen(
    page: Page, live_server: LiveServer, mette: Bruger, leder: Bruger, monkeypatch
):
    hurtig_pdf.laeg_ind(monkeypatch)
    fejl = browser.lyt_efter_fejl(page)
    omraade()
    opstilling.med_adressefil()
    tael_et_aar(mette.kommune, timezone.localdate())
    sager = [uden_svar(mette, hus, navn=f"Kanarie Borgersen {nr}") for nr, hus in enumerate(HUSE)]
    uden_svar(mette, HUSE[0], adressebeskyttet=True)
    listen = lederen_laver_listen(page, live_server, leder, sager)
    hent_paa_telefonen(page, live_server, mette, listen)
    noter_uden_netvaerk(page, listen)
    en_kollega_noterer_imens(page, listen, leder)
    logget_af_undervejs(page, live_server, mette)
    goer_faerdig(page, live_server, listen)
    assert not fejl


def test_siden_foelger_adressefilen_til_den_er_inde(
    page: Page, live_server: LiveServer, leder: Bruger
):
    """Lederen venter ikke på den: siden siger selv, når den er inde eller afvist."""
    kommune = leder.kommune
    assert kommune
    opstilling.med_adressefil(kommune)
    fejl = browser.lyt_efter_fejl(page)
    browser.luk_ind(page.context, live_server, leder)
    page.set_viewport_size(TELEFON)
    modtag(opstilling.adressefil(*opstilling.PUNKTER[:3]), kommune, "DAR, ny")
    page.goto(f"{live_server.url}/koerelister/opsaetning/")
    expect(page.get_by_text("Adressefilen venter på at blive indlæst")).to_be_visible()
    expect(page.get_by_text("4 huse fra “Prøven”")).to_be_visible()
    paen(page, "adressefil-venter")
    with browser.alene_om_databasen:
        assert indlaes_ventende() == 1
    expect(page.get_by_text("3 huse fra “DAR, ny”")).to_be_visible()
    expect(page.locator("[hx-trigger]")).to_have_count(0)
    stille(page)
    with browser.alene_om_databasen:
        modtag(opstilling.adressefil("x"), kommune, "DAR, med fejl")
        indlaes_ventende()
    page.goto(f"{live_server.url}/koerelister/opsaetning/")
    expect(page.get_by_text("“DAR, med fejl” er afvist")).to_be_visible()
    paen(page, "adressefil-afvist")
    assert not fejl


def test_to_faner_om_det_samme_stop(
    page: Page, live_server: LiveServer, mette: Bruger, leder: Bruger
):
    """Den gamle fane viser, hvad der blev gemt imens, så det kan læses på en telefon."""
    omraade()
    listen = liste(leder, mette, [uden_svar(mette)])
    browser.luk_ind(page.context, live_server, mette)
    page.set_viewport_size(TELEFON)
    page.goto(f"{live_server.url}/koerelister/{listen.pk}/stop/{stoppene(listen)[0].pk}/")
    page.get_by_label("Navn på dørtelefon").fill("Fra den gamle fane")
    for navn in ("Kontakt med borgeren", "En anden åbnede"):
        page.get_by_role("group", name=navn).get_by_label("Nej").check(force=True)
    with browser.alene_om_databasen:
        (stop,) = stoppene(listen)
        registrer(stop, leder, 0, listen.pk, noteret(navn_paa_doer="Lederens navn"))
    page.get_by_role("button", name="Gem stoppet").click()
    gemt = page.locator(".gemt dd", has_text="Lederens navn")
    expect(gemt).to_be_visible()
    assert gemt.evaluate("(e) => e.clientWidth") > TELEFON["width"] / 2
    paen(page, "stop-konflikt")
    page.get_by_role("button", name="Gem mit i stedet").click()
    expect(page.get_by_text("Stop 1 er noteret.")).to_be_visible()
    stille(page)
    with browser.alene_om_databasen:
        assert stoppene(listen)[0].navn_paa_doer == "Fra den gamle fane"


def test_lageret_toemmes_ved_log_af_efter_dagen_og_for_en_anden(
    page: Page, live_server: LiveServer, mette: Bruger, leder: Bruger
):
    omraade()
    listen = liste(leder, mette, [uden_svar(mette)])
    tur = f"{live_server.url}/koerelister/tur/#{listen.pk}"
    status = page.locator("[data-status]")
    page.set_viewport_size(TELEFON)

    def hentet() -> None:
        page.goto("about:blank")
        page.goto(tur)
        expect(status).to_contain_text("0 af 1 stop")

    # En anden bruger på den samme telefon får sit eget, og det første kan ikke læses mere.
    browser.luk_ind(page.context, live_server, mette)
    hentet()
    foerste = page.evaluate(LAGERET)["tekst"]
    stille(page)
    browser.luk_ind(page.context, live_server, leder)
    hentet()
    assert page.evaluate(LAGERET)["tekst"] != foerste
    # Efter midnat.
    page.evaluate("Date.now = () => new Date().getTime() + 86400000 * 2")
    page.evaluate("Turlager.laes()")
    assert page.evaluate(LAGERET)["navne"] == []
    # Log af.
    hentet()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/koerelister/")
    page.get_by_role("button", name="Log af").first.click()
    expect(page).to_have_url(f"{live_server.url}/log-ind/")
    assert page.evaluate(LAGERET)["navne"] == []


def test_det_der_ikke_naaede_frem_inden_listen_blev_lukket_vises_og_slettes(
    page: Page, live_server: LiveServer, mette: Bruger, leder: Bruger
):
    """Kopien skal væk, men besøget må ikke være tabt: det vises, til siden lukkes."""
    omraade()
    listen = liste(leder, mette, [uden_svar(mette), uden_svar(mette, HUSE[1])])
    browser.luk_ind(page.context, live_server, mette)
    page.set_viewport_size(TELEFON)
    page.goto(f"{live_server.url}/koerelister/tur/#{listen.pk}")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    noter(page, 0, "Kanarie på døren", "Ja")
    noter(page, 1, "Halvt noteret", "")
    expect(page.locator("[data-status]")).to_contain_text(
        "1 af 2 stop er noteret. 1 stop venter på at blive sendt. 1 stop skal rettes"
    )
    with browser.alene_om_databasen:
        opstilling.koert(listen, leder)
        sagsnr = stoppene(listen)[0].sag.sagsnr
    page.context.set_offline(False)
    expect(page.get_by_text("Listen er lukket, før alt var sendt")).to_be_visible()
    expect(page.locator(".turkort").nth(0)).to_contain_text(f"Sag {sagsnr}")
    expect(page.locator(".turkort").nth(0)).to_contain_text("Kanarie på døren")
    expect(page.locator(".turkort").nth(1)).to_contain_text("Halvt noteretKontakt: –")
    assert page.evaluate(LAGERET)["navne"] == []
    assert page.locator("[data-besked] a").count() == 0  # et tryk ved siden af, og det var væk
    paen(page, "tur-lukket-usendt")
