"""Bestillingslistens rute røber intet om borgeren, heller ikke i fejl, plads og log."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from registre.laesning import Udtraek
from samkoering.koersel import koer
from tests import fabrik
from tests.bevis import kanarier, spor
from tests.bevis.listelaeser import slap_ud
from tests.portal.api.fagsystem import ROD, Fagsystem

CPR = kanarier.cpr(0)
NAVN = kanarier.NAVN


@pytest.fixture
def system(db: None, tmp_path: Path) -> Fagsystem:
    """Rigtige sager fra en rigtig nat; registrene rummer kanarier i alle felter."""
    fabrik.kommune()
    koer(Udtraek(kanarier.kanarieudtraek(tmp_path)), kanarier.NAT)
    return Fagsystem()


def forsoeg(system: Fagsystem) -> list[str]:
    """Søgedele: de lovlige, side for side, og dem, en nysgerrig ville prøve."""
    sager = system.get("bestillingsliste?antal=200").json()["sager"]
    lovlige = ["", "antal=1", "tema=Indkomst", "ydelse=32.24.04", "udloeber_inden=30"]
    pladser = [f"antal=2&efter={sag['id']}" for sag in sager]
    nysgerrige = [
        f"{navn}={quote(vaerdi)}"
        for navn in ("efter", "tema", "ydelse", "antal", "cpr", "navn", "sorter", "felter", "q")
        for vaerdi in (CPR, f"{CPR[:6]}-{CPR[6:]}", NAVN, "ym__cpr", "-cpr")
    ]
    return [*lovlige, *pladser, *nysgerrige, f"{CPR}=1", quote(NAVN)]


def brud(system: Fagsystem, soegedele: list[str]) -> list[str]:
    """Alt, der slap ud af svarene og loggen."""
    fundet: list[str] = []
    with spor.al_logning() as samler:
        for nr, soeg in enumerate(soegedele):
            sprog = ("da", "en")[nr % 2]
            svar = system.get(f"bestillingsliste?{soeg}", accept_language=sprog)
            fundet += slap_ud(soeg, {**spor.svarets_dele(svar), "log": samler.tag()})
        for sti in (f"bestillingsliste/{CPR}", f"{CPR}", f"kontrolark/{CPR}"):
            svar = system.http.get(ROD + sti, headers=system.hoveder)
            fundet += slap_ud("en vej, der ikke findes", spor.svarets_dele(svar))
    return fundet + slap_ud("efterladt", spor.efterladt())


def test_intet_om_borgeren_foer_bestilling(system: Fagsystem):
    soegedele = forsoeg(system)
    assert len(soegedele) > 70
    assert not brud(system, soegedele)


def test_proeven_ser_et_navn_der_slipper_ud(system: Fagsystem, monkeypatch: pytest.MonkeyPatch):
    from portal.api import bestillingsliste

    rigtig = bestillingsliste._sag
    monkeypatch.setattr(bestillingsliste, "_sag", lambda r: {**rigtig(r), "navn": NAVN})
    assert brud(system, ["antal=1"])


def test_proeven_ser_en_fejl_der_gentager_det_sendte(
    system: Fagsystem, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("adgang.api.problem._navn", lambda felt: felt)
    assert brud(system, [f"{CPR}=1"])
