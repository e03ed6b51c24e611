"""axe-core på hver af partshøringens sider og deres fejl, på bred skærm og telefon."""

from __future__ import annotations

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from kontrol.partshoering import kladde
from kontrol.partshoering.svar import registrer_svar
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.ende_til_ende.axe import besoeg, brud
from tests.kontrol.partshoering import eksempel
from tests.kontrol.partshoering.eksempel import med_kladde, sag_med, sendt, tryk


def test_ingen_brud(side, live_server, mette, leder):
    valg = sag_med(mette, ("barn_doer", "YM"), ("bilkoeb", "AEF"))
    doed, skriv, venter, besvaret = (
        sag_med(mette, ("borger_doer", "YM")), sag_med(mette), sag_med(mette), sag_med(mette),
    )  # fmt: skip
    med_kladde(skriv, mette)
    sendt(venter, mette)
    fabrik.udfald(venter, "bilkoeb", af=fabrik.koersel(startet=timezone.now() + timedelta(1)))
    sendt(besvaret, mette)
    registrer_svar(tryk(besvaret, mette), timezone.localdate(), "Det passer.")

    def sti(sag: Sag, navn: str = "") -> str:
        return reverse(f"partshoering{navn}", args=(sag.pk,))

    ark = reverse("kontrolark", args=(venter.pk,))
    stier = [sti(valg), sti(doed), sti(venter), sti(besvaret), sti(skriv, "_brev"), ark]
    stier += [sti(venter, "_svar"), sti(doed, "_fravaelg"), sti(valg, "_varsel")]
    assert besoeg(side, live_server, *stier) == []

    side.goto(f"{live_server.url}{sti(venter, '_svar')}")
    side.get_by_role("button", name="Registrér svar").click()
    expect(side.locator("#fejlliste")).to_be_focused()
    expect(side).to_have_title(re.compile("^Fejl: "))
    assert brud(side) == []

    side.goto(f"{live_server.url}{sti(skriv, '_brev')}")
    side.get_by_role("button", name="Send brevet").click()
    expect(side.get_by_role("heading", name="Send brevet?")).to_be_visible()
    assert brud(side) == []

    side.goto(f"{live_server.url}{sti(skriv, '_brev')}")
    kladde.gem(tryk(skriv, leder), "Lederens tekst.")
    side.get_by_role("button", name="Gem kladden").click()
    expect(side.get_by_text("Søren Bak").first).to_be_visible()
    assert brud(side) == []

    side.goto(f"{live_server.url}{sti(skriv, '_brev')}")
    Sag.objects.i_kommune("0175").filter(pk=skriv.pk).update(tilstand=Sagstilstand.BORTFALDET)
    side.get_by_role("button", name="Send brevet").click()
    expect(side.get_by_text("Intet er sendt eller gemt.")).to_be_visible()
    expect(side.locator("main")).to_contain_text("Lederens tekst.")
    assert brud(side) == []
    assert eksempel.hoeringer(skriv)[0].sendt is None
