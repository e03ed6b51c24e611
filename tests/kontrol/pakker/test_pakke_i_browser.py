"""Fremdriften i en rigtig browser: den følger med af sig selv, og intet bryder sidens politik."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger
from kontrol.models import Pakke, Pakketilstand
from kontrol.pakker import mappe
from tests import fabrik
from tests.ende_til_ende.axe import brud

LISTE = "/prioriteringsliste/"


def saet(**felter: Any) -> None:
    Pakke.objects.i_kommune("0175").update(**felter)


def test_fra_foerste_ark_til_filen_ligger_i_browserens_mappe(
    side: Page, live_server: LiveServer, mette: Bruger
):
    sag = fabrik.bestilt_sag(mette)
    pakke = Pakke.objects.i_kommune("0175").create(
        kommune_id="0175",
        bruger=mette,
        sager=[[str(sag.pk), 1]],
        antal=5,
        slettes=timezone.now() + timedelta(hours=24),
    )
    side.goto(f"{live_server.url}{LISTE}")
    bjaelke = side.get_by_role("progressbar", name="Danner kontrolark som PDF")
    expect(bjaelke).to_have_attribute("value", "0")
    assert brud(side) == []

    saet(tilstand=Pakketilstand.DANNES, faerdige=3)
    expect(side.get_by_text("Danner kontrolark som PDF: 3 af 5 er klar")).to_be_visible()
    side.goto(f"{live_server.url}{LISTE}?vis=teamet")  # den overlever, at man går videre
    expect(bjaelke).to_have_attribute("value", "3")

    with mappe.skriv(pakke.pk) as fil:
        fil.write(b"PK\x05\x06" + bytes(18))
    saet(tilstand=Pakketilstand.KLAR, faerdige=5)
    hent = side.get_by_role("link", name="Hent zip-filen")
    with side.expect_download() as hentning:
        hent.click()
    assert hentning.value.suggested_filename == f"kontrolark-{timezone.localdate():%Y-%m-%d}.zip"
    expect(bjaelke).to_have_count(0)


def test_knapperne_siger_hvor_mange(side: Page, live_server: LiveServer, mette: Bruger):
    for _ in range(3):
        fabrik.bestilt_sag(mette)
    side.goto(f"{live_server.url}{LISTE}")
    valg = side.locator('input[name="sag"]')
    knap = side.get_by_role("button", name="kontrolark (zip)").last
    expect(knap).to_have_text("Hent kontrolark (zip)")
    valg.nth(0).check(force=True)
    expect(knap).to_have_text("Hent 1 kontrolark (zip)")
    valg.nth(2).click(force=True, modifiers=["Shift"])
    for tekst in ("Hent 3 kontrolark (zip)", "Læg 3 sager tilbage", "Frigiv 3 sager"):
        expect(side.get_by_role("button", name=tekst)).to_be_visible()
    side.get_by_role("button", name="Hent 3 kontrolark (zip)").click()
    expect(side.get_by_text("Danner kontrolark som PDF: 0 af 3 er klar")).to_be_visible()
