"""Kladden gemmer sig selv, mens der skrives, og skriver aldrig hen over en andens."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from playwright.sync_api import APIResponse, Page, Route, expect

from adgang.models import Bruger, Opslag
from kontrol.partshoering import kladde
from kontrol.partshoering.afgoerelse import gaeldende
from kontrol.partshoering.forms import LAENGSTE_BREV
from samkoering.models import Sag, Sagstilstand
from tests.kontrol.partshoering.eksempel import hoeringer, med_kladde, sag_med, skjult, tryk
from tests.kontrol.partshoering.siderne import adresse

pytestmark = pytest.mark.django_db
AENDRET = "Brevet eller sagen er ændret, siden du åbnede siden."


@pytest.fixture
def sag(mette: Bruger) -> Sag:
    sag = sag_med(mette)
    med_kladde(sag, mette)
    return sag


def gem(klient: Client, sag: Sag, tekst: str, navn: str = "_brev", **laas: object):
    felter = {"tekst": tekst, **(laas or skjult(sag))}
    return klient.post(adresse(sag, navn), felter, HTTP_ACCEPT="application/json")


def videre(klient: Client, sag: Sag, tekst: str, **laas: object):
    return gem(klient, sag, tekst, "_brev_videre", **laas)


def tekst(sag: Sag) -> str:
    return gaeldende(sag).tekst


def test_kun_sidens_foerste_kladde_staar_i_loggen(klient: Client, sag: Sag):
    assert videre(klient, sag, "For tidligt").status_code == 409
    for nr, maade in enumerate((gem, videre, videre), 1):
        svar = maade(klient, sag, f"Tekst {nr}").json()
        assert svar.pop("version") == nr
        assert re.fullmatch(r"kl\. \d\d\.\d\d", svar.pop("gemt"))
        assert svar == {}
        assert tekst(sag) == f"Tekst {nr}"
    opslag = Opslag.objects.i_kommune("0175").filter(sag=sag.pk)
    assert [(o.art, o.side) for o in opslag] == [("AENDRING", "partshoering_brev")]


@pytest.mark.parametrize(
    ("skrevet", "fejl"),
    [
        ("n" * LAENGSTE_BREV,       ""),
        ("n" * (LAENGSTE_BREV + 1), "Skriv brevet med højst 20.000 tegn."),
        ("Se 670585-0028",          "Skriv brevet uden CPR-nummer."),
        ("  ",                      "Skriv brevets tekst, før du sender det."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("maade", [gem, videre])
def test_hvad_der_ikke_gemmes(klient: Client, sag: Sag, maade, skrevet: str, fejl: str):
    gem(klient, sag, "Før")
    svar = maade(klient, sag, skrevet)
    if fejl:
        assert (svar.status_code, svar.json()) == (422, {"fejl": f"Kladden er ikke gemt. {fejl}"})
    assert tekst(sag) == ("Før" if fejl else skrevet)


@pytest.mark.parametrize("maade", [gem, videre])
def test_en_kollegas_kladde_bliver_staaende(
    klient: Client, mette: Bruger, leder: Bruger, sag: Sag, maade
):
    gem(klient, sag, "Mettes")
    foer = skjult(sag)
    kladde.gem(tryk(sag, leder), "Lederens")
    svar = maade(klient, sag, "Mettes igen", **foer)
    assert svar.status_code == 409
    assert AENDRET in svar.json()["fejl"]
    # Også med den nye version: uden en række i loggen skrives der kun videre på sin egen.
    assert videre(klient, sag, "Mettes igen").status_code == 409
    assert tekst(sag) == "Lederens"


def test_det_samme_igen_er_samme_kladde(klient: Client, sag: Sag):
    """Scriptet sender igen, når svaret gik tabt."""
    gem(klient, sag, "Første")
    foer = skjult(sag)
    versioner = [videre(klient, sag, "Anden", **foer).json()["version"] for _ in range(2)]
    assert versioner == [2, 2]
    assert videre(klient, sag, "Tredje", **foer).status_code == 409


@pytest.mark.parametrize("maade", [gem, videre])
def test_en_lukket_sag_faar_ingen_kladde(klient: Client, sag: Sag, maade):
    gem(klient, sag, "Før")
    Sag.objects.i_kommune("0175").filter(pk=sag.pk).update(tilstand=Sagstilstand.UDLOEBET)
    svar = maade(klient, sag, "Efter")
    assert (svar.status_code, AENDRET in svar.json()["fejl"]) == (409, True)
    assert [h.tekst for h in hoeringer(sag)] == ["Før"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("knap", ["Gem kladden", "Send brevet"])
def test_fejlen_er_vaek_naar_kladden_er_gemt(side: Page, mette: Bruger, live_server, knap: str):
    sag = sag_med(mette)
    med_kladde(sag, mette)
    side.goto(f"{live_server.url}{adresse(sag, '_brev')}")
    felt = side.get_by_label("Brevets tekst")
    felt.fill("Se 670585-0028")
    side.get_by_role("button", name=knap).click()
    fejl = (side.locator("#fejlliste"), side.locator(".form-error, .form-error-message"))
    expect(fejl[0]).to_contain_text("Skriv brevet uden CPR-nummer")
    assert side.title().startswith("Fejl: ")
    felt.fill("Uden nummer")
    expect(side.get_by_text(re.compile(r"Kladde gemt kl\."))).to_be_visible()
    for del_ in fejl:
        expect(del_).to_have_count(0)
    assert not side.title().startswith("Fejl: ")
    assert tekst(sag) == "Uden nummer"


@pytest.mark.django_db(transaction=True)
def test_i_browseren(side: Page, mette: Bruger, live_server):
    sag = sag_med(mette)
    med_kladde(sag, mette)
    side.goto(f"{live_server.url}{adresse(sag, '_brev')}")
    felt = side.get_by_label("Brevets tekst")
    felt.fill("Første")
    expect(side.get_by_text(re.compile(r"Kladde gemt kl\. \d\d\.\d\d"))).to_be_visible()
    with side.expect_response("**/brev/videre/"):
        felt.fill("Anden")

    # Svaret på den tredje går tabt, efter at den er gemt; den fjerde er stadig ens egen.
    side.route("**/brev/videre/", lambda vej: (vej.fetch(), vej.abort()), times=1)
    felt.fill("Tredje")
    expect(side.get_by_text("Kladden er ikke gemt. Det, du har skrevet")).to_be_visible()
    # Først sendes den tredje igen; prøven venter på svaret om den fjerde.
    with side.expect_response(lambda svar: "Fjerde" in (svar.request.post_data or "")):
        felt.fill("Fjerde")
    expect(side.get_by_text(re.compile(r"Kladde gemt kl\."))).to_be_visible()
    assert (tekst(sag), gaeldende(sag).version) == ("Fjerde", 4)

    # Et tryk, mens en kladde er undervejs, venter på den; ellers var det en ændring, det ikke så.
    gemt: list[tuple[Route, APIResponse]] = []
    side.route("**/brev/videre/", lambda vej: gemt.append((vej, vej.fetch())))
    with side.expect_request("**/brev/videre/"):
        felt.fill("Femte")
    while not gemt:
        side.wait_for_timeout(20)
    side.get_by_role("button", name="Slet kladden").click(no_wait_after=True)
    side.wait_for_timeout(100)
    vej, svar = gemt.pop()
    vej.fulfill(response=svar)
    expect(side.get_by_text("Kladden er slettet.")).to_be_visible()
    assert gaeldende(sag) is None
