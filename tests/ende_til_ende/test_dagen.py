"""Sagsbehandlerens dag i en browser, fra log-in til sagen er lukket – med tastetryk talt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from adgang.models import Bruger
from feedback.models import Feedback
from journal.models import Journalpost
from kontrol.models import Partshoering
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.browser import log_ind, luk_ind, lyt_efter_fejl

pytestmark = pytest.mark.django_db(transaction=True)
I_DAG = timezone.localdate()


class Haand:
    """Den, der arbejder: hvert klik, hver tast og hvert udfyldt felt tælles."""

    def __init__(self, side: Page) -> None:
        self.side = side
        self.antal = 0

    def klik(self, paa: Locator, **valg: list[str]) -> None:
        self.antal += 1
        paa.click(**valg)

    def tast(self, tast: str) -> None:
        self.antal += 1
        self.side.wait_for_load_state()  # tasterne lytter først, når siden er hentet
        self.side.keyboard.press(tast)

    def skriv(self, felt: str, tekst: str) -> None:
        self.antal += 1
        self.side.get_by_label(felt, exact=True).fill(tekst)

    def vaelg(self, felt: str, valg: str) -> None:
        self.antal += 1
        self.side.get_by_label(felt).select_option(label=valg)

    def saet(self, felt: str) -> None:
        self.antal += 1
        self.side.get_by_label(felt).check(force=True)

    def siden_sidst(self) -> int:
        """Tallet siden sidste spørgsmål."""
        antal, self.antal = self.antal, 0
        return antal


@pytest.fixture
def haand(page: Page, live_server, mette: Bruger) -> Iterator[Haand]:
    """Mette ved log-in-siden; seks ledige sager, den ældste først."""
    for nr in range(1, 7):
        fabrik.sag_med_udfald(
            sagsnr=f"R-26-{nr:06d}",
            navn=f"Borger{nr} Testesen",
            udloeber=I_DAG + timedelta(days=nr),
            kle="32.24.12" if nr == 6 else "32.24.04",
        )
    fejl = lyt_efter_fejl(page)
    page.clock.set_fixed_time(timezone.now())  # G og listens bogstav må gerne komme langsomt
    page.goto(f"{live_server.url}/")
    yield Haand(page)
    page.goto("about:blank")
    assert not fejl


def paa_arket(side: Page, sagsnr: str) -> None:
    expect(side.get_by_role("heading", level=1)).to_have_text(f"Kontrolark {sagsnr}")
    side.wait_for_load_state()  # tasterne lytter først, når siden er hentet


def sag(nr: int) -> Sag:
    return Sag.objects.i_kommune("0175").get(sagsnr=f"R-26-{nr:06d}")


def bestil_de_fem_aeldste(haand: Haand) -> None:
    """Filtrér på ydelse, vælg et område med Skift, og bestil med B."""
    side = haand.side
    haand.tast("g")
    haand.tast("b")
    expect(side.get_by_role("heading", name="Bestillingsliste")).to_be_visible()
    haand.saet("Kontanthjælp")
    haand.klik(side.get_by_role("button", name="Vis sager"))
    expect(side.locator("tbody tr")).to_have_count(5)
    haand.klik(side.get_by_label("Vælg R-26-000001"))
    haand.klik(side.get_by_label("Vælg R-26-000005"), modifiers=["Shift"])
    expect(side.get_by_role("button", name=re.compile("Bestil 5 sager"))).to_be_visible()
    haand.tast("b")
    expect(side.get_by_text("5 sager er bestilt")).to_be_visible()


def henlaeg_og_fortryd(haand: Haand) -> None:
    """H lukker sagen og åbner den næste; Z to gange åbner den igen; H lukker den for alvor."""
    side = haand.side
    haand.klik(side.get_by_role("link", name="Start med ældste sag"))
    paa_arket(side, "R-26-000001")
    with side.expect_download() as hentet:
        side.keyboard.press("p")
    assert hentet.value.suggested_filename == "kontrolark-R-26-000001.pdf"
    haand.siden_sidst()
    haand.tast("h")
    paa_arket(side, "R-26-000002")
    assert haand.siden_sidst() == 1, "en forklaret hændelse koster én tast"
    side.keyboard.press("z")
    assert sag(1).tilstand == Sagstilstand.HENLAGT_VISITERING, "første tryk viser kun hvilken sag"
    side.keyboard.press("z")
    paa_arket(side, "R-26-000001")
    assert sag(1).tilstand == Sagstilstand.VISITERES
    side.keyboard.press("h")
    paa_arket(side, "R-26-000002")
    assert sag(1).tilstand == Sagstilstand.HENLAGT_VISITERING


def hoer_og_faa_svar(haand: Haand) -> None:
    """Brevet skrives, sendes og besvares uden at forlade sagen."""
    side = haand.side
    haand.klik(side.get_by_role("button", name="Start partshøring"))
    expect(side.get_by_label("Brevets tekst")).to_have_value(re.compile("Rengøring Nord ApS"))
    haand.klik(side.get_by_role("button", name="Send brevet"))
    expect(side.get_by_text("Brevet kan ikke kaldes tilbage")).to_be_visible()
    haand.tast("Control+Enter")
    expect(side.get_by_text(re.compile("svar senest"))).not_to_have_count(0)
    assert sag(2).tilstand == Sagstilstand.PARTSHOERING
    paa_arket(side, "R-26-000002")
    haand.klik(side.get_by_role("link", name="Registrér svar"))
    haand.skriv("Hvornår kom svaret?", f"{I_DAG:%d-%m-%Y}")
    haand.skriv("Hvad svarer borgeren?", "Jeg begyndte i nyt arbejde den 1.")
    haand.klik(side.get_by_role("button", name="Registrér svar"))
    paa_arket(side, "R-26-000002")
    assert Partshoering.objects.i_kommune("0175").get().tilstand == "BESVARET"


def luk_med_aendring(haand: Haand) -> None:
    """F åbner formularen; Ctrl+Enter gemmer og går til næste sag."""
    side = haand.side
    haand.tast("f")
    haand.saet("Giver anledning til ændret tildeling")
    haand.vaelg("Hvordan ændres tildelingen?", "Ydelsen nedsættes")
    haand.skriv("Ændring af ydelsen pr. måned", "1.200")
    haand.skriv("Tilbagebetalingskrav", "0")
    haand.vaelg("Hvad er årsagen til ændringen?", "Ingen fejl – forholdene er ændret")
    haand.skriv("Afgørelsesdato", f"{I_DAG:%d-%m-%Y}")
    haand.tast("Control+Enter")
    paa_arket(side, "R-26-000003")
    gemt = Feedback.objects.i_kommune("0175").get(sag=sag(2))
    assert (gemt.resultat, gemt.maanedlig_aendring_oere) == ("AENDRET_TILDELING", -120_000)


def test_dagen_fra_log_ind_til_lukket(haand: Haand, mette: Bruger):
    log_ind(haand.side, mette)
    expect(haand.side.get_by_role("heading", name="Overblik")).to_be_visible()
    bestil_de_fem_aeldste(haand)
    assert haand.siden_sidst() == 7, "fem sager bestilt"
    henlaeg_og_fortryd(haand)
    haand.siden_sidst()
    hoer_og_faa_svar(haand)
    luk_med_aendring(haand)
    assert haand.siden_sidst() == 15, "en sag med partshøring og ændret tildeling"
    arter = Journalpost.objects.i_kommune("0175").filter(sag=sag(2).pk)
    assert sorted(arter.values_list("art", flat=True)) == [
        "AFSLUTNING", "HOERINGSSVAR", "PARTSHOERING", "VISITERING",
    ]  # fmt: skip


def test_to_browsere_og_en_sag(
    browser: Browser, side: Page, live_server, mette: Bruger, leder: Bruger
):
    """Lederen har formularen åben, mens Mette lukker sagen: han mister intet og vælger selv."""
    den = fabrik.bestilt_sag(mette, sagsnr="R-26-000009")
    ramme = browser.new_context(locale="da-DK")
    luk_ind(ramme, live_server, leder)
    anden = ramme.new_page()
    anden.goto(f"{live_server.url}/feedbackliste/{den.pk}/")
    anden.get_by_label("Henlægges i visitering").check(force=True)
    anden.get_by_label("Bemærkning").fill("Talt med borgeren.")
    side.goto(f"{live_server.url}/kontrolark/{den.pk}/")
    side.keyboard.press("h")
    expect(side.get_by_text("R-26-000009 er henlagt i visitering")).to_be_visible()
    anden.get_by_role("button", name="Gem", exact=True).click()
    expect(anden.get_by_text("Sagen er ændret, siden du åbnede den")).to_be_visible()
    expect(anden.get_by_text("Mette Holm registrerede")).to_be_visible()
    expect(anden.get_by_label("Bemærkning")).to_have_value("Talt med borgeren.")
    anden.get_by_role("button", name="Erstat med min registrering").click()
    expect(anden.get_by_text("R-26-000009").first).to_be_visible()
    assert Feedback.objects.i_kommune("0175").get().bemaerkning == "Talt med borgeren."
    ramme.close()


@pytest.mark.parametrize("bredde", [1440, 390])
def test_kun_med_tastatur(side: Page, live_server, mette: Bruger, bredde: int):
    """Fra listen til den lukkede sag uden mus, også på en telefon med tastatur."""
    for nr in (1, 2):
        fabrik.bestilt_sag(mette, sagsnr=f"R-26-{nr:06d}", udloeber=I_DAG + timedelta(days=nr))
    side.set_viewport_size({"width": bredde, "height": 900})
    side.goto(f"{live_server.url}/prioriteringsliste/")
    for tast in ("j", "j", "Enter"):
        side.keyboard.press(tast)
    paa_arket(side, "R-26-000002")
    side.keyboard.press("k")
    paa_arket(side, "R-26-000001")
    side.keyboard.press("h")
    paa_arket(side, "R-26-000002")
    assert side.evaluate("document.documentElement.scrollWidth") <= bredde
