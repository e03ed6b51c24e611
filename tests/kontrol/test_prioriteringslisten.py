"""Prioriteringslisten: bestilte sager med borger, frist og status."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger
from samkoering.models import Sagstilstand
from tests import fabrik

ADRESSE = "/prioriteringsliste/"
I_DAG = timezone.localdate()


def side(klient: Client, valg: str = "") -> str:
    return klient.get(ADRESSE + valg).content.decode()


def navne(klient: Client, valg: str = "") -> list[str]:
    return re.findall(r'class="bold"><bdi>([^<]*)</bdi>', side(klient, valg))


@pytest.fixture
def sager(mette: Bruger):
    opskrift = {
        # navn: (dage til frist, ydelse, tilstand)
        "Åse Testesen": (2, "32.24.48", Sagstilstand.PARTSHOERING),
        "Amina Testesen": (10, "32.24.04", Sagstilstand.BESTILT),
        "Øjvind Testesen": (5, "32.24.12", Sagstilstand.VISITERES),
        "Zenia Testesen": (30, "32.24.04", Sagstilstand.BESTILT),
    }
    # Et tilfældigt id kan ligne et CPR-nummer; disse kan ikke.
    ider = (UUID(f"{bogstav * 8}-aaaa-4aaa-8aaa-aaaaaaaaaaaa") for bogstav in "abcd")
    return {
        navn: fabrik.bestilt_sag(
            mette,
            id=next(ider),
            navn=navn,
            udloeber=I_DAG + timedelta(days=dage),
            kle=kle,
            tilstand=tilstand,
        )
        for navn, (dage, kle, tilstand) in opskrift.items()
    }


@pytest.mark.parametrize(
    ("valg", "orden"),
    [
        ("",                 "Åse Øjvind Amina Zenia"),  # tidligste frist først
        ("?sorter=frist",    "Åse Øjvind Amina Zenia"),
        ("?sorter=-frist",   "Zenia Amina Øjvind Åse"),
        ("?sorter=navn",     "Amina Zenia Øjvind Åse"),
        ("?sorter=-navn",    "Åse Øjvind Zenia Amina"),
        ("?sorter=ydelse",   "Amina Zenia Øjvind Åse"),
        ("?sorter=status",   "Amina Zenia Øjvind Åse"),
        ("?sorter=-status",  "Åse Øjvind Amina Zenia"),
        ("?sorter=cpr",      "Åse Øjvind Amina Zenia"),  # kendes ikke
        ("?efter=x&vis=alt", "Åse Øjvind Amina Zenia"),
    ],
)  # fmt: skip
def test_orden(sager, klient: Client, valg: str, orden: str):
    assert navne(klient, valg) == [f"{fornavn} Testesen" for fornavn in orden.split()]


@pytest.mark.parametrize(
    "tilstand",
    [
        Sagstilstand.LEDIG,
        Sagstilstand.HENLAGT_VISITERING,
        Sagstilstand.AENDRET_TILDELING,
        Sagstilstand.UDLOEBET,
        Sagstilstand.BORTFALDET,
    ],
    ids=lambda t: t.value,
)
def test_kun_sager_under_behandling(klient: Client, mette: Bruger, tilstand: Sagstilstand):
    fabrik.bestilt_sag(mette, tilstand=tilstand)
    assert navne(klient) == navne(klient, "?vis=teamet") == []
    assert "Du har ingen åbne sager" in side(klient)


def test_fanerne_skiller_mine_fra_teamets(klient, mette: Bruger, leder: Bruger, jonas: Bruger):
    fabrik.bestilt_sag(mette, navn="Egen Sag")
    fabrik.bestilt_sag(leder, navn="Kollegas Sag")
    fabrik.bestilt_sag(jonas, navn="Fremmed Sag")
    assert navne(klient) == ["Egen Sag"]
    assert sorted(navne(klient, "?vis=teamet")) == ["Egen Sag", "Kollegas Sag"]
    assert "Mine sager (1)" in side(klient)
    assert "Teamets sager (2)" in side(klient)
    assert "<bdi>Søren Bak</bdi>" in side(klient, "?vis=teamet")


def test_raekken(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(
        mette,
        cpr="6705850028",
        haendelser=(("ny_arbejdsgiver", "YM"), ("b_indkomst", "AEF"), ("ny_arbejdsgiver", "AEF")),
        udloeber=I_DAG + timedelta(days=2),
    )
    html = side(klient)
    assert "670585-0028" in html
    assert "B indkomst (ægtefælle), Ny arbejdsgiver, Ny arbejdsgiver (ægtefælle)" in html
    assert "Udløber om 2 dage" in html
    assert f'href="/kontrolark/{sag.pk}/"' in html
    assert "6705850028" not in re.findall(r'(?:href|action)="([^"]*)"', html)


def test_cpr_nummeret_staar_aldrig_i_en_adresse_eller_titel(sager, klient: Client):
    html = side(klient)
    steder = re.findall(r'(?:href|action|src)="([^"]*)"', html) + re.findall("<title>(.*?)<", html)
    assert not [sted for sted in steder if re.search(r"\d{6}-?\d{4}(?![\da-f])", sted)]


def test_det_nyeste_kontrolark_giver_navnet(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette, navn="Gammelt Navn")
    fabrik.kontrolark(sag, navn="Nyt Navn")
    assert navne(klient) == ["Nyt Navn"]


@pytest.mark.parametrize(
    ("navn", "vises"),
    [
        ("",                              "Navn ikke oplyst"),
        ("   ",                           "Navn ikke oplyst"),
        ("<script>alert(1)</script>",     "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("=cmd()|' /C calc'!A0",          "=cmd()|&#x27; /C calc&#x27;!A0"),
        ("\u202eneseorP",                 "\u202eneseorP"),  # vendt skrift, holdt inde af bdi
        ("N" * 300,                       "N" * 300),
        ("6705850028",                    "6705850028"),  # lutter cifre bliver ikke til et tal
        ("true",                          "true"),
    ],
    ids=["tomt", "mellemrum", "script", "formel", "vendt skrift", "300 tegn", "cifre", "sandt"],
)  # fmt: skip
def test_registrets_tekst_er_harmloes(klient: Client, mette: Bruger, navn: str, vises: str):
    fabrik.bestilt_sag(mette, navn=navn)
    assert f"<bdi>{vises}</bdi>" in side(klient)


def test_et_ark_uden_navn_vaelter_ikke_listen(klient: Client, mette: Bruger):
    ark = fabrik.bestilt_sag(mette).kontrolark.get()
    del ark.indhold["ym"]["navn"]
    ark.save()
    assert navne(klient) == ["Navn ikke oplyst"]


@pytest.mark.parametrize("beskyttet", [True, False])
def test_beskyttelse_er_maerket(klient: Client, mette: Bruger, beskyttet: bool):
    sag = fabrik.bestilt_sag(mette)
    fabrik.kontrolark(sag, adressebeskyttet=beskyttet)
    assert ("Navne- og adressebeskyttet" in side(klient)) is beskyttet


def test_start_med_den_aeldste(sager, klient: Client):
    aeldste = sager["Åse Testesen"]
    assert re.search(
        rf'href="/kontrolark/{aeldste.pk}/"[^>]*>Start med ældste sag', side(klient, "?sorter=navn")
    )
