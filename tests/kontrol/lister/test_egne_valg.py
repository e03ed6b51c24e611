"""Gemte filtre og kolonner er de samme på begge lister, og hver liste har sine egne."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from adgang.models import Bruger
from adgang.omfang import omfang_for
from kontrol.lister.gemte import OPTAGET, Filterhylde
from kontrol.models import GemtFilter, Kolonnevalg, Liste
from tests import fabrik
from tests.conftest import klient_for

LISTER = {Liste.BESTILLING: "/bestillingsliste/", Liste.PRIORITERING: "/prioriteringsliste/"}
PRIORITERING = LISTER[Liste.PRIORITERING]
BEGGE = pytest.mark.parametrize("liste", list(LISTER))
GEMTE = {"Nye": "vis=mine", "Teamets": "vis=teamet"}


@pytest.fixture
def filtre(mette: Bruger) -> dict[tuple[Liste, str], UUID]:
    """Mettes to filtre på hver liste."""
    for liste in LISTER:
        for navn, soegedel in GEMTE.items():
            Filterhylde(omfang_for(mette), mette, liste).gem(navn, soegedel)
    alle = GemtFilter.objects.i_kommune("0175").values_list("liste", "navn", "pk")
    return {(Liste(liste), navn): id_ for liste, navn, id_ in alle}


def navne(liste: Liste) -> list[str]:
    paa_listen = GemtFilter.objects.i_kommune("0175").filter(liste=liste)
    return list(paa_listen.values_list("navn", flat=True))


def omdoeb(klient: Client, liste: Liste, id_: UUID, navn: str):
    return klient.post(f"{LISTER[liste]}filter/{id_}/omdoeb/", {"navn": navn}, follow=True)


@BEGGE
@pytest.mark.parametrize(
    ("navn", "besked", "bagefter"),
    [
        (" Mine  nye ", "Filteret “Nye” hedder nu “Mine nye”.", "Mine nye"),
        ("Nye",         "Filteret “Nye” hedder nu “Nye”.",      "Nye"),
        ("n" * 60,      f"hedder nu “{'n' * 60}”.",             "n" * 60),
        ("n" * 61,      "Skriv et navn på højst 60 tegn.",                 "Nye"),
        ("  ",          "Skriv et navn til filteret.",                     "Nye"),
        ("Teamets",     OPTAGET.format(navn="Teamets"),                    "Nye"),
        ("670585-0028", "Skriv navnet uden CPR-nummer.",                   "Nye"),
    ],
)  # fmt: skip
def test_et_filter_faar_et_andet_navn(
    klient: Client, filtre, liste: Liste, navn: str, besked: str, bagefter: str
):
    fabrik.sag_med_udfald()  # uden sager har bestillingslisten ingen filtre
    side = omdoeb(klient, liste, filtre[liste, "Nye"], navn).content.decode()
    assert besked in side
    assert sorted(navne(liste)) == sorted([bagefter, "Teamets"])
    felt = re.search(rf'<input[^>]* id="navn-{filtre[liste, "Nye"]}"[^>]*>', side)[0]
    if "hedder nu" not in besked:
        assert "Filteret “Nye” er ikke omdøbt</h2>" in side
        assert f'<a href="#navn-{filtre[liste, "Nye"]}">{besked}</a>' in side
        assert f'-fejl"><span class="sr-only">Fejl: </span>{besked}' in side
        assert f'value="{"" if "-" in navn else navn}"' in felt
        assert 'aria-invalid="true"' in felt
    assert side.count('aria-invalid="true"') == ("hedder nu" not in besked)
    anden = next(en for en in LISTER if en != liste)
    assert sorted(navne(anden)) == sorted(GEMTE)


@BEGGE
@pytest.mark.parametrize("hvem", ["leder", "jonas", "mette"])
def test_andres_ukendte_og_den_anden_listes_filtre_findes_ikke(
    filtre, leder, jonas, liste: Liste, hvem: str
):
    """Mette når kun listens egne; en kollega og en anden kommunes bruger når ingen."""
    klient = klient_for(Bruger.objects.get(brugernavn=hvem))
    anden = next(en for en in LISTER if en != liste)
    fremmed = filtre[anden if hvem == "mette" else liste, "Nye"]
    under = f"{LISTER[liste]}filter/"
    for id_ in (fremmed, uuid4()):
        assert klient.get(under, {"filter": id_}).status_code == 404
        for handling in ("omdoeb", "slet"):
            svar = klient.post(f"{under}{id_}/{handling}/", {"navn": "Mit nu"})
            assert svar.status_code == 404
    assert [sorted(navne(en)) for en in LISTER] == [sorted(GEMTE)] * 2


def test_prioriteringslistens_udsnit_gemmes_bruges_og_slettes(klient: Client, mette: Bruger):
    fabrik.bestilt_sag(mette, navn="Egen Ny")
    valg = "vis=teamet&ydelse=32.24.04&status=BESTILT&sorter=-navn"
    gem = {"navn": "Nye", "soegedel": f"{valg}&cpr=6705850028&q=Eja&efter={uuid4()}&side=2"}
    assert (
        "“Nye” er gemt."
        in klient.post(f"{PRIORITERING}filter/gem/", gem, follow=True).content.decode()
    )
    gemt = GemtFilter.objects.i_kommune("0175").get()
    assert (gemt.liste, gemt.soegedel) == (Liste.PRIORITERING, valg)
    brugt = klient.get(f"{PRIORITERING}filter/", {"filter": gemt.pk})
    assert brugt.url == f"{PRIORITERING}?{valg}"
    assert f'value="{gemt.pk}" selected>Nye<' in klient.get(brugt.url).content.decode()
    assert f'value="{gemt.pk}">Nye<' in klient.get(PRIORITERING).content.decode()
    slet = klient.post(f"{PRIORITERING}filter/{gemt.pk}/slet/", {"soegedel": valg})
    assert slet.url == f"{PRIORITERING}?{valg}"
    assert navne(Liste.PRIORITERING) == []


def overskrifter(klient: Client, soeg: str) -> list[str]:
    hoved = (
        klient.get(PRIORITERING + soeg).content.decode().split("<thead>")[1].split("</thead>")[0]
    )
    uden_skjult = re.sub(r'<span class="sr-only">.*?</span>', "", hoved)
    return [ord_.strip() for ord_ in re.findall(r">([^<>]+)<", uden_skjult) if ord_.strip()]


@pytest.mark.parametrize(
    ("vises", "soeg", "kolonner"),
    [
        (["ydelse", "oplysninger", "status", "journal", "tildelt"], "?vis=teamet",
         "Borger, Ydelse, Nærmere oplysninger, Frist, Status, Journal, Tildelt, Handling"),
        (["ydelse", "tildelt"], "?vis=teamet", "Borger, Ydelse, Frist, Tildelt, Handling"),
        (["ydelse", "tildelt"], "",            "Borger, Ydelse, Frist, Handling"),
        ([], "",                               "Borger, Frist, Handling"),
        ([], "?sorter=status",                 "Borger, Frist, Status, Handling"),
        (["cpr"], "?sorter=navn",              "Borger, Frist, Handling"),
    ],
)  # fmt: skip
def test_prioriteringslistens_kolonner(
    klient: Client, mette: Bruger, vises: list[str], soeg: str, kolonner: str
):
    """Sagsnummeret ses altid, også når ydelsen, det ellers står under, er slået fra."""
    sag = fabrik.bestilt_sag(mette)
    svar = klient.post(f"{PRIORITERING}kolonner/", {"kolonne": vises, "soegedel": soeg[1:]})
    assert overskrifter(klient, svar.url.removeprefix(PRIORITERING)) == kolonner.split(", ")
    raekke = klient.get(svar.url).content.decode().split("<tbody>")[1].split("</tr>")[0]
    assert len(re.findall(r"<t[dh]\b", raekke)) == len(kolonner.split(", ")) + 1
    assert f'<span class="under mono">{sag.sagsnr}</span>' in raekke


def test_kolonnerne_er_brugerens_og_listens_egne(klient: Client, mette: Bruger, leder: Bruger):
    fabrik.bestilt_sag(mette)
    klient.post(f"{PRIORITERING}kolonner/", {"kolonne": []})
    assert len(overskrifter(klient_for(leder), "?vis=teamet")) == 8
    assert Kolonnevalg.objects.i_kommune("0175").get().liste == Liste.PRIORITERING
