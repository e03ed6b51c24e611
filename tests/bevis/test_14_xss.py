"""Trussel 14: tekst fra registre og brugere bliver aldrig til script i en browser.

To mure: skabelonernes escaping og sidernes CSP. Hver er prøvet for sig med samme korpus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.forms.renderers import get_default_renderer
from django.template import engines
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from tests.bevis import xss_verden
from tests.bevis.bevisbog import Bevisbog
from tests.bevis.xss_foelere import Faelde
from tests.bevis.xss_gennemloeb import Gennemloeb
from tests.bevis.xss_korpus import NYTTELASTER
from tests.bevis.xss_runde import RUNDER, er_maerke, nyttelast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def faelde() -> Iterator[Faelde]:
    with Faelde().aaben() as aaben:
        yield aaben


@pytest.fixture
def begynd(
    context: BrowserContext, live_server: LiveServer, faelde: Faelde
) -> Callable[[], Gennemloeb]:
    """Et nyt gennemløb i den samme lille kommune."""
    verden = xss_verden.skab()
    return lambda: Gennemloeb(context, live_server, faelde, verden)


@pytest.fixture
def uden_mure(monkeypatch: pytest.MonkeyPatch, settings) -> Callable[..., None]:
    """Riv en mur ned: skabelonernes escaping (også formularernes egne) eller sidernes CSP."""

    def riv_ned(*, escaping: bool = False, csp: bool = False) -> None:
        if escaping:
            for motor in (engines["django"], get_default_renderer().engine):
                monkeypatch.setattr(motor.engine, "autoescape", False)
        if csp:
            settings.CONTENT_SECURITY_POLICY = {}

    return riv_ned


def test_korpusset_er_stort_nok_og_uden_dubletter():
    tekster = [en.tekst for en in NYTTELASTER]
    assert len(set(tekster)) == len(tekster) >= 40
    assert all("MAERKE" in en.maerket("MAERKE", "") for en in NYTTELASTER)


def gennemfoer(loeb: Gennemloeb, runder: int) -> Gennemloeb:
    """Så mange runder, og alle felter set på mindst én side."""
    for nr in range(runder):
        loeb.runde(nr)
    loeb.luk()
    assert loeb.uset == set()
    return loeb


def findes(loeb: Gennemloeb, bevis: Bevisbog) -> bool:
    """Om forsøgene finder noget, når ingen mur står.

    I fuld form skal hver nyttelast, der kan virke på siderne, være udført mindst én gang: en
    nyttelast, der aldrig har virket, beviser intet, når den ikke virker.
    """
    if not bevis.fuld:
        loeb.runde(0, til_foerste=True)
        loeb.luk()
        return bool(loeb.foelere.udfoert)
    mangler = {en for en in NYTTELASTER if en.virker}
    for nr in range(RUNDER):
        loeb.runde(nr)
        mangler -= {nyttelast(maerke) for _, maerke in loeb.foelere.udfoert if er_maerke(maerke)}
        if not mangler:
            break
    loeb.luk()
    return not mangler


def test_teksten_bliver_aldrig_til_script(bevis: Bevisbog, begynd, uden_mure):
    loeb = gennemfoer(begynd(), bevis.antal(kort=1, fuldt=RUNDER))
    brud = [*sorted(loeb.foelere.udfoert), *sorted(loeb.foelere.blev_html), *loeb.brudte]
    uden_mure(escaping=True, csp=True)
    fanget = findes(begynd(), bevis)
    bevis.foer(
        14,
        "XSS i registrenes og brugernes tekst",
        forsoeg=len(loeb.forsoeg),
        brud=brud,
        plantet_fejl_fanget=fanget,
    )


@pytest.mark.bevis
def test_csp_standser_det_naar_escaping_er_glemt(bevis: Bevisbog, begynd, uden_mure):
    uden_mure(escaping=True)
    loeb = gennemfoer(begynd(), bevis.antal(kort=1, fuldt=RUNDER))
    assert loeb.foelere.blev_html, "Intet ramte CSP: escaping var ikke slået fra."
    kan_standses = [par for par in loeb.forsoeg if nyttelast(par[1]).standses]
    brud = [
        (foeler, maerke)
        for foeler, maerke in sorted(loeb.foelere.udfoert)
        if not er_maerke(maerke) or nyttelast(maerke).standses
    ]
    uden_mure(csp=True)
    fanget = findes(begynd(), bevis)
    bevis.foer(
        14,
        "XSS med escaping slået fra: CSP alene",
        forsoeg=len(kan_standses),
        brud=brud,
        plantet_fejl_fanget=fanget,
    )
