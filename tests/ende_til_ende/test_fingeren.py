"""På en telefon kan en finger ramme alt på kontrolarket, hvor end sagen er nået til."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger
from samkoering.models import Sag
from tests.ende_til_ende.axe import FOLD_UD
from tests.ende_til_ende.fingeren import TELEFON, smaa_flader
from tests.feedback.opstilling import i_journalen
from tests.kontrol.kontrolark import eksempel
from tests.kontrol.kontrolark.test_husstand import husstanden
from tests.kontrol.partshoering.eksempel import sag_med, sendt

pytestmark = pytest.mark.django_db(transaction=True)


def test_alt_paa_kontrolarket_kan_rammes(
    side: Page, live_server: LiveServer, mette: Bruger, leder: Bruger
):
    """Med ægtefællens sag og journal, med et brev ude og med skjult adresse; alt foldet ud."""
    begge, _ = husstanden(mette, leder)
    i_journalen(begge, mette)
    hoert = sag_med(mette)
    sendt(hoert, mette)
    skjult = eksempel.sag_med(mette, eksempel.beskyttet_indhold())
    side.set_viewport_size(TELEFON)

    def aabn(sag: Sag) -> None:
        side.goto(f"{live_server.url}/kontrolark/{sag.pk}/")
        side.evaluate(FOLD_UD)

    # Sagerne har samme frist, så den skjulte kan stå først, i midten eller sidst.
    nabo = re.compile("^(Forrige|Næste) sag")
    for sag, ord_ in ((begge, "Hent Kontrolark"), (hoert, "Registrér svar"), (skjult, nabo)):
        aabn(sag)
        expect(side.get_by_role("link", name=ord_).first).to_be_visible()
        assert smaa_flader(side) == []
    side.get_by_role("button", name="Vis adressen").click()
    expect(side.locator("#fejlliste")).to_be_focused()
    assert smaa_flader(side) == []
    aabn(begge)
    side.get_by_role("button", name="Henlæg i visitering").click()
    expect(side.get_by_role("button", name="Luk beskeden")).to_be_visible()
    side.evaluate(FOLD_UD)
    assert smaa_flader(side) == []
