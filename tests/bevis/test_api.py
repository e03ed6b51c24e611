"""Programgrænsefladen: beskrivelsen og koden siger det samme, og døren holder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache

from adgang.api import vagt
from adgang.models import Apiklient
from kontrol.bestillingsliste.bestil import bestil
from portal.api import prioriteringsliste
from portal.api.ramme import Kaldtakt
from tests import fabrik
from tests.portal.api.fagsystem import Fagsystem
from tests.portal.api.skemaproever import Gennemloeb, Rigtigt, alle_proever

LYKKES = {
    "bestillingsliste": 200, "bestil": 200, "fortryd": 200, "prioriteringsliste": 200,
    "kontrolark": 200, "kontrolark_pdf": 200, "feedback": 201, "effekt": 200,
    "openapi": 200,
}  # fmt: skip


@pytest.fixture
def system(db: None, monkeypatch: pytest.MonkeyPatch) -> Fagsystem:
    monkeypatch.setattr(Kaldtakt, "THROTTLE_RATES", {"klient": None})
    cache.clear()
    return Fagsystem()


def rigtige(system: Fagsystem) -> list[Rigtigt]:
    """Kald, der når ind: en sag at bestille, en at hente, en at lukke og en at fortryde."""
    mette, token = fabrik.bruger("mette"), uuid4()
    ledig, fortrydes = fabrik.sag_med_udfald(), fabrik.sag_med_udfald()
    hentes, lukkes = fabrik.bestilt_sag(mette), fabrik.bestilt_sag(mette)
    bestil([fortrydes.pk], system.klient.bruger, token)
    version = system.get(f"kontrolark/{lukkes.pk}").json()["version"]
    resultat = {"version": version, "resultat": "HENLAGT_VISITERING"}
    return [
        Rigtigt("bestil", krop={"sager": [str(ledig.pk)]}),
        Rigtigt("fortryd", str(token)),
        Rigtigt("kontrolark", str(hentes.pk)),
        Rigtigt("kontrolark_pdf", str(hentes.pk)),
        Rigtigt("feedback", str(lukkes.pk), resultat),
    ]


def test_beskrivelsen_og_doeren_holder_for_tilfaeldige_kald(bevis, system: Fagsystem):
    gennemloeb = Gennemloeb(system, rigtige(system), bevis.antal(3, 150))
    brud = bruddene(gennemloeb)
    mangler = [n for n, status in LYKKES.items() if status not in gennemloeb.svar.get(n, ())]
    assert not mangler, gennemloeb.svar  # kald, der aldrig lykkes, prøver intet
    fanget = [fanges(system, plant) for plant in (et_felt_for_meget, en_aaben_doer)]
    bevis.foer(
        "API", f"Beskrivelsen mod koden: {len(alle_proever())} prøver på hvert tilfældigt kald",
        forsoeg=gennemloeb.kald, brud=brud, plantet_fejl_fanget=all(fanget),
    )  # fmt: skip


def bruddene(gennemloeb: Gennemloeb, *kun: str) -> list[str]:
    """Det, prøverne fandt."""
    from schemathesis.core.failures import FailureGroup

    try:
        gennemloeb.koer(*kun)
    except FailureGroup as fejl:
        return [str(et) for et in fejl.exceptions]
    return []


def fanges(system: Fagsystem, plant: Callable[[pytest.MonkeyPatch], None]) -> bool:
    """Om prøverne ser en plantet fejl på den liste, der har borgere."""
    with pytest.MonkeyPatch.context() as fejl:
        plant(fejl)
        return bool(bruddene(Gennemloeb(system, [], 2), "prioriteringsliste"))


def et_felt_for_meget(plant: pytest.MonkeyPatch) -> None:
    """Et felt, beskrivelsen ikke nævner, slipper med ud."""
    rigtig = prioriteringsliste._sag
    plant.setattr(prioriteringsliste, "_sag", lambda *led: {**rigtig(*led), "adresse": "Testvej 1"})


def en_aaben_doer(plant: pytest.MonkeyPatch) -> None:
    """Vagten ser ikke på nøglen: alle er klienten."""
    klient = Apiklient.objects.i_kommune("0175").select_related("bruger__kommune").get()

    def alle_er_inde(request: Any, _hoved: str) -> None:
        klient.bruger.otp_device = None
        request.user, request.apiklient = klient.bruger, klient

    plant.setattr(vagt, "_kend", alle_er_inde)
