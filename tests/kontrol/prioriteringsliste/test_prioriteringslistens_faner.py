"""Fanerne, filtrene og bladringen: hvilke sager der vises hvor, og hvad adressen siger."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger
from kontrol.prioriteringsliste import visning
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for

ADRESSE = "/prioriteringsliste/"
I_DAG = timezone.localdate()


def side(klient: Client, valg: str = "") -> str:
    return klient.get(ADRESSE + valg).content.decode()


def navne(html: str) -> list[str]:
    return re.findall(r'class="bold"><bdi>([^<]*)</bdi>', html)


@pytest.fixture
def bunken(mette: Bruger, leder: Bruger, jonas: Bruger) -> dict[str, Sag]:
    opskrift = {
        # navn: (hos, tilstand, ydelse)
        "Egen Ny":       (mette, Sagstilstand.BESTILT,      "32.24.04"),
        "Egen Visiteret": (mette, Sagstilstand.VISITERES,   "32.24.12"),
        "Egen Hørt":     (mette, Sagstilstand.PARTSHOERING, "32.24.04"),
        "Lederens Hørt": (leder, Sagstilstand.PARTSHOERING, "32.24.12"),
        "Ingens":        (None,  Sagstilstand.BESTILT,      "32.24.04"),
        "Egen Lukket":   (mette, Sagstilstand.HENLAGT_VISITERING, "32.24.04"),
    }  # fmt: skip
    sager = {
        navn: fabrik.bestilt_sag(
            hos or mette, navn=navn, tilstand=tilstand, kle=kle,
            udloeber=I_DAG + timedelta(days=nr),
        )
        for nr, (navn, (hos, tilstand, kle)) in enumerate(opskrift.items())
    }  # fmt: skip
    Sag.objects.i_kommune("0175").filter(pk=sager["Ingens"].pk).update(tildelt=None)
    fabrik.bestilt_sag(jonas, navn="Fremmed", tilstand=Sagstilstand.PARTSHOERING)
    return sager


@pytest.mark.parametrize(
    ("valg", "vises"),
    [
        ("",                            "Egen Ny, Egen Visiteret, Egen Hørt"),
        ("?vis=mine",                   "Egen Ny, Egen Visiteret, Egen Hørt"),
        ("?vis=teamet",  "Egen Ny, Egen Visiteret, Egen Hørt, Lederens Hørt, Ingens"),
        ("?vis=partshoering",           "Egen Hørt, Lederens Hørt"),
        ("?vis=utildelt",               "Ingens"),
        ("?vis=ukendt",                 "Egen Ny, Egen Visiteret, Egen Hørt"),
        ("?status=BESTILT",             "Egen Ny"),
        ("?status=BESTILT&status=VISITERES", "Egen Ny, Egen Visiteret"),
        ("?status=LEDIG",               "Egen Ny, Egen Visiteret, Egen Hørt"),   # kendes ikke
        ("?vis=teamet&ydelse=32.24.12", "Egen Visiteret, Lederens Hørt"),
        ("?vis=teamet&ydelse=32.24.12&status=PARTSHOERING", "Lederens Hørt"),
        ("?ydelse=99",                  "Egen Ny, Egen Visiteret, Egen Hørt"),
        ("?ydelse=32.24.08",            ""),
    ],
)  # fmt: skip
def test_hvad_der_vises(bunken, klient: Client, valg: str, vises: str):
    assert ", ".join(navne(side(klient, valg))) == vises


def test_antal_paa_fanerne(bunken, klient: Client):
    html = side(klient, "?vis=utildelt&status=VISITERES")
    for fane in (
        "Mine sager (3)",
        "Teamets sager (5)",
        "Afventer partshøring (2)",
        "Ikke tildelt (1)",
    ):
        assert f"<span>{fane}</span>" in html


def test_antallet_taelles_ikke_i_det_uendelige(bunken, klient: Client, monkeypatch):
    monkeypatch.setattr("kontrol.lister.noeglesider.TAELLES_TIL", 4)
    html = side(klient, "?vis=teamet")
    assert "Teamets sager (4+)" in html
    assert "mere end" in html


def test_brugerens_ydelser_afgraenser_hver_fane(bunken, klient: Client, mette: Bruger):
    mette.kle = ["32.24.12"]
    mette.save()
    html = side(klient, "?vis=teamet")
    assert navne(html) == ["Egen Visiteret", "Lederens Hørt"]
    assert "Ikke tildelt (0)" in html


def test_fremmed_kommunes_bruger_ser_sine_egne(bunken, jonas: Bruger):
    for vis in ("mine", "teamet", "partshoering"):
        assert navne(side(klient_for(jonas), f"?vis={vis}")) == ["Fremmed"]


@pytest.mark.parametrize(
    ("valg", "siges"),
    [
        ("",                 "Du har ingen åbne sager"),
        ("?vis=teamet",      "Ingen i teamet har bestilte sager"),
        ("?vis=partshoering", "Ingen sager afventer partshøring"),
        ("?vis=utildelt",    "Alle bestilte sager er tildelt"),
        ("?status=BESTILT",  "Ingen sager passer til dine filtre"),
    ],
)  # fmt: skip
def test_den_tomme_liste_siger_hvad_der_nu(klient: Client, valg: str, siges: str):
    html = side(klient, valg)
    assert f"<h2>{siges}</h2>" in html
    assert "Viser" not in html


def test_en_tom_fane_siger_kun_at_bestilte_sager_kommer_i_den_naar_de_goer(klient: Client):
    """En bestilt sag er tildelt den, der bestilte, og er ikke spurgt om noget endnu."""
    for vis in ("mine", "teamet"):
        html = side(klient, f"?vis={vis}")
        assert "De kommer her med borger og kontrolark" in html
        assert "Gå til bestillingslisten" in html
    for vis, siges in (
        ("partshoering", "En sag kommer her, når borgeren er spurgt."),
        ("utildelt", "En sag kommer her, når nogen frigiver den."),
    ):
        html = side(klient, f"?vis={vis}")
        assert siges in html
        assert "De kommer her" not in html
        assert 'href="?vis=teamet">Se teamets sager' in html


def test_foer_alle_kontrolark_hentes_siges_hvad_der_sker(bunken, klient: Client):
    html = side(klient)
    folden = html.partition("Hent alle kontrolark (zip)</summary>")[2].partition("</details>")[0]
    siges = folden.partition("<button")[0]
    assert "De nye går til “Under visitering”" in siges
    assert "kan ikke længere fortrydes" in siges
    assert 'name="alle" value="1">Hent 3 kontrolark (zip)' in folden
    assert html.count('name="alle"') == 1, "ingen vej uden om forklaringen"


def test_filtrene_kan_fjernes_et_ad_gangen(bunken, klient: Client):
    html = side(klient, "?vis=teamet&ydelse=32.24.12&status=PARTSHOERING&sorter=-navn")
    assert 'href="?vis=teamet&amp;status=PARTSHOERING&amp;sorter=-navn"' in html
    assert 'href="?vis=teamet&amp;ydelse=32.24.12&amp;sorter=-navn"' in html
    assert 'href="?vis=teamet&amp;sorter=-navn">Nulstil alle' in html


def test_tildelt_vises_hvor_der_er_forskel(bunken, klient: Client):
    assert ">Tildelt</th>" not in side(klient)
    html = side(klient, "?vis=teamet")
    assert ">Tildelt</th>" in html
    assert html.count(">Tildel mig<") == 1, "kun den, ingen har"


# ── Bladring ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("sorter", ["frist", "-frist", "navn", "-navn", "ydelse", "-status"])
def test_hver_sag_een_gang_over_siderne(klient, mette: Bruger, monkeypatch, sorter: str):
    monkeypatch.setattr(visning, "PR_SIDE", 3)
    for nr in range(8):
        fabrik.bestilt_sag(
            mette,
            navn=f"Navn {nr % 3}",
            udloeber=I_DAG + timedelta(days=nr % 2),
            kle=("32.24.04", "32.24.12")[nr % 2],
        )
    set_, valg = [], f"?vis=mine&sorter={sorter}"
    while valg:
        html = side(klient, valg)
        set_ += re.findall(r'name="sag" value="([^"]+)"', html)
        naeste = re.search(r'href="([^"]*)" rel="next"', html)
        valg = naeste.group(1).replace("&amp;", "&") if naeste else ""
        assert not re.search(r"efter=(?![0-9a-f-]{36}\b)", valg), "adressen bærer kun id'er"
    assert len(set_) == len(set(set_)) == 8


def test_start_med_aeldste_er_listens_foerste(klient: Client, mette: Bruger):
    for _ in range(6):
        fabrik.bestilt_sag(mette, udloeber=I_DAG)
    html = side(klient)
    oeverst = re.search(r'name="sag" value="([^"]+)"', html).group(1)
    assert re.search(rf'href="/kontrolark/{oeverst}/"[^>]*>Start med ældste sag', html)
