"""Sessionen, der udløber, mod den rigtige server: det skrevne består, og kun for den, der skrev."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from adgang.models import Bruger, Brugersession
from adgang.sessioner.forloeb import brugerens_maerke
from feedback.models import Feedback
from samkoering.models import Sag
from tests import browser
from tests.ende_til_ende.sessionsserver import UDLOEBET, VARSEL
from tests.feedback.opstilling import klar_sag

pytestmark = pytest.mark.django_db(transaction=True)

SKREVET = "Borgeren har ringet"
INAKTIV = 400  # sekunder; der varsles fem minutter før


@pytest.fixture
def sag(side: Page, live_server, mette: Bruger) -> Sag:
    """Mette har feedbackformularen åben og er ved at skrive i den; kladden er gemt."""
    sagen = klar_sag(mette)
    side.goto(f"{live_server.url}/feedbackliste/{sagen.pk}/")
    side.get_by_label("Henlægges i visitering").check(force=True)
    with side.expect_response("**/kladde/"):
        side.get_by_label("Bemærkning").fill(SKREVET)
    return sagen


def ubrugt(hvem: Bruger, sekunder: int) -> None:
    """Brugerens session blev sidst brugt for så længe siden."""
    Brugersession.objects.filter(bruger=hvem, lukket__isnull=True).update(
        sidst_brugt=timezone.now() - timedelta(seconds=sekunder)
    )


def spoerg(side: Page) -> None:
    """Vinduet får fokus, og siden spørger serveren, hvor lang tid der er tilbage."""
    with side.expect_response("**/session/"):
        side.evaluate("window.dispatchEvent(new Event('focus'))")


def overskrift(side: Page, tekst: str) -> Locator:
    return side.get_by_role("dialog").get_by_role("heading", name=tekst, exact=True)


def lad_udloebe(side: Page, hvem: Bruger) -> None:
    """Sessionen er for gammel, og siden opdager det."""
    ubrugt(hvem, 24 * 60 * 60)
    spoerg(side)
    expect(overskrift(side, UDLOEBET)).to_be_focused()
    expect(side.get_by_text("Det, du har skrevet, står her stadig.")).to_be_visible()
    expect(side.get_by_label("Bemærkning")).to_be_hidden()


def log_ind_i_ny_fane(side: Page, hvem: Bruger) -> None:
    """Følg dialogens link, og gå gennem døren i den nye fane."""
    with side.context.expect_page() as aabnet:
        side.get_by_role("dialog").get_by_role("link", name="Log ind").click()
    fane = aabnet.value
    expect(fane.get_by_text("Du blev logget af, fordi du ikke havde brugt")).to_be_visible()
    browser.log_ind(fane, hvem)
    expect(fane.get_by_role("heading", name="Overblik", level=1)).to_be_visible()
    side.get_by_role("dialog").get_by_role("button", name="Jeg er logget ind igen").click()


def test_forbliv_logget_paa_forlaenger_sessionen(side: Page, sag: Sag, mette: Bruger, settings):
    settings.SESSION_INAKTIV_SEKUNDER = INAKTIV
    ubrugt(mette, INAKTIV - 250)
    spoerg(side)
    expect(overskrift(side, VARSEL)).to_be_focused()
    foer = timezone.now()
    assert Brugersession.objects.get(bruger=mette).sidst_brugt < foer - timedelta(seconds=100)
    side.get_by_role("button", name="Forbliv logget på").click()
    expect(side.get_by_role("dialog")).to_have_count(0)
    expect(side.get_by_label("Bemærkning")).to_have_value(SKREVET)
    assert Brugersession.objects.get(bruger=mette).sidst_brugt >= foer


@pytest.mark.bevis
def test_siden_spoerger_uden_at_forlaenge(side: Page, sag: Sag, mette: Bruger):
    ubrugt(mette, 100)
    foer = Brugersession.objects.get(bruger=mette).sidst_brugt
    spoerg(side)
    assert Brugersession.objects.get(bruger=mette).sidst_brugt == foer


def test_det_skrevne_kan_sendes_efter_ny_log_in(side: Page, sag: Sag, mette: Bruger):
    token = side.locator("#feedbackform input[name=csrfmiddlewaretoken]")
    foer = token.input_value()
    lad_udloebe(side, mette)
    log_ind_i_ny_fane(side, mette)
    expect(side.get_by_role("dialog")).to_have_count(0)
    expect(side.get_by_label("Bemærkning")).to_have_value(SKREVET)
    assert token.input_value() != foer
    side.get_by_role("button", name="Gem", exact=True).click()
    expect(side.get_by_text(f"Feedback på {sag.sagsnr} er registreret")).to_be_visible()
    gemt = Feedback.objects.i_kommune("0175").get(sag=sag)
    assert (gemt.bemaerkning, gemt.bruger) == (SKREVET, mette)


@pytest.mark.bevis
def test_en_anden_bruger_faar_ikke_det_skrevne_at_se(
    side: Page, sag: Sag, mette: Bruger, leder: Bruger
):
    lad_udloebe(side, mette)
    log_ind_i_ny_fane(side, leder)
    expect(side.locator(f"#session[data-bruger='{brugerens_maerke(leder.pk)}']")).to_be_attached()
    expect(side.get_by_role("dialog")).to_have_count(0)
    expect(side.get_by_label("Bemærkning")).to_have_value("")
    expect(side.get_by_text("Søren Bak").first).to_be_attached()


@pytest.mark.bevis
@pytest.mark.parametrize(
    "luk",
    [
        lambda session: session.update(lukket=timezone.now()),  # lukket fra en anden maskine
        lambda session: session.update(begyndt=timezone.now() - timedelta(hours=9)),
    ],
    ids=["lukket", "åben for længe"],
)
def test_siden_daekkes_ogsaa_naar_sessionen_ellers_er_slut(
    side: Page, sag: Sag, mette: Bruger, luk: Callable[..., object]
):
    luk(Brugersession.objects.filter(bruger=mette))
    spoerg(side)
    expect(overskrift(side, UDLOEBET)).to_be_focused()
