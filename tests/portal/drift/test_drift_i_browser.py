"""Driftens side i en rigtig browser: den følger med, knapperne virker, og axe finder intet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Rolle
from portal.drift import handlinger, visning
from samkoering.models import Deltilstand, Koersel, Koerselstilstand
from tests import browser, fabrik
from tests.ende_til_ende.axe import brud
from tests.portal.drift import scenarier

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drift(page: Page, live_server: LiveServer, monkeypatch) -> Iterator[Page]:
    """Driften er inde; siden kigger hvert sekund."""
    monkeypatch.setattr(visning, "HURTIGT", 1)
    monkeypatch.setattr(handlinger, "vaek", lambda _koersel: None)
    fejl = browser.lyt_efter_fejl(page)
    lars = fabrik.bruger("lars", Rolle.DRIFT, navn="Lars Winther")
    browser.luk_ind(page.context, live_server, lars)
    yield page
    page.goto("about:blank")
    assert not fejl


def test_fra_tavst_register_til_en_koersel_der_er_slut(drift: Page, live_server: LiveServer):
    i_dag = timezone.localdate()
    scenarier.nat(i_dag - timedelta(days=1))
    scenarier.nat(i_dag, "feriekonto", karantaene=("0461",), afsluttet=timezone.now())
    drift.goto(f"{live_server.url}/drift/")
    assert brud(drift) == []
    drift.get_by_role("button", name="Kør Feriekonto igen").click()
    expect(drift.get_by_text("er begyndt. Du kan følge den her.")).to_be_visible()
    expect(drift.get_by_text("Feriekonto køres igen: venter på en arbejder")).to_be_visible()

    koersel = Koersel.objects.get(tilstand=Koerselstilstand.KOERER)
    scenarier.dele(koersel, {"0860": Deltilstand.VENTER})
    Koersel.objects.filter(pk=koersel.pk).update(trin="SKRIVES")
    bjaelke = drift.get_by_role("progressbar", name="Kommuner, der er færdige")
    expect(bjaelke).to_have_attribute("value", "97")
    assert brud(drift) == []

    koersel.natdele.update(tilstand=Deltilstand.SKREVET)
    Koersel.objects.filter(pk=koersel.pk).update(
        aaben=False, tilstand=Koerselstilstand.GENNEMFOERT, trin="SLUT",
        afsluttet=timezone.now(), tabeller=scenarier.tabeller(dag=i_dag),
    )  # fmt: skip
    expect(drift.get_by_text("Det, natten manglede, er kørt igen")).to_be_visible()
    expect(drift.get_by_text("Hentet igen")).to_be_visible()


def test_bekraeftelsen(drift: Page, live_server: LiveServer):
    scenarier.nat(timezone.localdate(), afsluttet=timezone.now())
    drift.goto(f"{live_server.url}/drift/")
    drift.get_by_role("link", name="Kør natten igen").click()
    expect(drift.get_by_role("heading", name="Vil du køre natten igen?")).to_be_visible()
    assert brud(drift) == []
    drift.get_by_role("button", name="Kør natten igen").click()
    expect(drift.get_by_text("Startet af Lars Winther")).to_be_visible()
