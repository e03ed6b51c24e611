"""Kommunen som lejer: en fremmed sag og en sag, der ikke findes, giver samme svar overalt."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client

from adgang.models import Bruger
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.adgang.test_rettigheder import ALLE, som_adresse
from tests.conftest import klient_for

MED_SAG = sorted({sti for sti, _ in ALLE if "<uuid:sag_id>" in sti})
MED_SAG_ALENE = [
    sti
    for sti in MED_SAG
    if sti.count("<") == 1 and not sti.startswith("api/") and not sti.endswith("brev.pdf")
]
"""Adresser, hvor sagen er det eneste, der skal findes; API'et har sine egne klienter, og et brev
findes først, når det er skrevet."""
UDEN_SAG = sorted({sti for sti, _ in ALLE if "<" not in sti})
HEMMELIGT = ("Kanariefugl", "770585-0028", "7705850028")


@pytest.fixture
def fremmed(mette: Bruger) -> Sag:
    return fabrik.bestilt_sag(mette, cpr="7705850028", navn="Kanariefugl Kendelig")


def svar(klient: Client, moenster: str, metode: str, sag: object) -> tuple[int, str]:
    """Status og krop, renset for sagens id og formularens mærke, som er nye hver gang."""
    sti = som_adresse(moenster.replace("<uuid:sag_id>", str(sag)))
    hentet = getattr(klient, metode)(sti)
    krop = hentet.content.decode(errors="replace").replace(str(sag), "SAG")
    nyt_hver_gang = r'value="[A-Za-z0-9]{64}"|data-absolut-tilbage="\d+"'
    return hentet.status_code, re.sub(nyt_hver_gang, "", krop)


def test_der_er_adresser_at_proeve():
    assert len(MED_SAG) >= 3
    assert len(UDEN_SAG) >= 6


@pytest.mark.parametrize("metode", ["get", "post"])
@pytest.mark.parametrize("moenster", MED_SAG)
def test_fremmed_og_manglende_er_ens(fremmed, jonas: Bruger, moenster: str, metode: str):
    klient = klient_for(jonas)
    paa_den_fremmede = svar(klient, moenster, metode, fremmed.pk)
    assert paa_den_fremmede == svar(klient, moenster, metode, uuid4())
    assert not [spor for spor in HEMMELIGT if spor in paa_den_fremmede[1]]


def metoden(klient: Client, moenster: str, sag: Sag) -> str:
    """``post``, hvor siden kun tager et tryk."""
    return "post" if svar(klient, moenster, "get", sag.pk)[0] in (302, 405) else "get"


@pytest.mark.parametrize("moenster", MED_SAG_ALENE)
def test_proeven_kan_kende_forskel(fremmed: Sag, klient: Client, moenster: str):
    """Den rigtige kommunes bruger får sagen; ellers beviste prøven ovenfor ingenting."""
    metode = metoden(klient, moenster, fremmed)
    assert svar(klient, moenster, metode, fremmed.pk)[0] != 404
    assert svar(klient, moenster, metode, uuid4())[0] == 404


@pytest.mark.parametrize("moenster", MED_SAG)
def test_foer_bestilling_findes_sagen_ikke_engang_for_egen_kommune(klient: Client, moenster: str):
    ledig = fabrik.sag_med_udfald(tilstand=Sagstilstand.LEDIG)
    assert svar(klient, moenster, "get", ledig.pk) == svar(klient, moenster, "get", uuid4())


@pytest.mark.parametrize("sti", UDEN_SAG)
def test_listerne_viser_kun_egen_kommune(fremmed: Sag, jonas: Bruger, sti: str):
    fabrik.sag_med_udfald(fremmed.kommune, sagsnr="R-FREMMED-1")
    for valg in ("", "?vis=teamet", "?sorter=navn&vis=teamet"):
        krop = klient_for(jonas).get(f"/{sti}{valg}").content.decode()
        assert not [spor for spor in (*HEMMELIGT, "R-FREMMED-1", fremmed.sagsnr) if spor in krop]
