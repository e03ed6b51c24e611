"""Gemte filtre og kolonner: brugerens egne, uden noget om borgere."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client

from adgang.cpr_i_tekst import rummer_cpr
from adgang.models import Bruger, Opslag
from adgang.omfang import omfang_for
from kontrol.lister.gemte import HOEJST, Filterhylde, KanIkkeGemmes, NavnOptaget
from kontrol.models import GemtFilter, Kolonnevalg, Liste
from tests import fabrik
from tests.conftest import klient_for

ADRESSE = "/bestillingsliste/"
GEM, BRUG, KOLONNER = f"{ADRESSE}filter/gem/", f"{ADRESSE}filter/", f"{ADRESSE}kolonner/"


def gem(klient: Client, navn: str, soegedel: str = "ydelse=32.24.04") -> str:
    svar = klient.post(GEM, {"navn": navn, "soegedel": soegedel}, follow=True)
    return svar.content.decode()


def gemte() -> dict[str, str]:
    return dict(GemtFilter.objects.i_kommune("0175").values_list("navn", "soegedel"))


@pytest.fixture(autouse=True)
def sag(db):
    return fabrik.sag_med_udfald()


def test_gem_brug_og_slet(klient: Client):
    assert "Filteret “Mit team” er gemt." in gem(
        klient, " Mit  team ", "tema=Indkomst&sorter=-fundet"
    ).replace("  ", " ")
    gemt = GemtFilter.objects.i_kommune("0175").get()
    assert (gemt.navn, gemt.soegedel) == ("Mit team", "tema=Indkomst&filtre=1&sorter=-fundet")
    svar = klient.get(BRUG, {"filter": gemt.pk})
    assert svar.url == f"{ADRESSE}?tema=Indkomst&sorter=-fundet"
    assert f'value="{gemt.pk}" selected>Mit team<' in klient.get(svar.url).content.decode()
    assert "selected" not in klient.get(ADRESSE).content.decode().split("</select>")[0]
    slettet = klient.post(f"{BRUG}{gemt.pk}/slet/", {}, follow=True).content.decode()
    assert "Filteret “Mit team” er slettet." in slettet
    assert gemte() == {}


def test_samme_navn_spoerger_foerst_og_et_ja_erstatter(klient: Client):
    gem(klient, "Mit team")
    foer = gemte()
    side = gem(klient, "Mit  team", "inden=7")
    assert gemte() == foer
    assert "Du har allerede et filter, der hedder “Mit team”." in side
    knap = re.search(r'name="erstat" value="([^"]+)">Erstat “Mit team”<', side)
    svar = klient.post(
        GEM, {"navn": "Mit team", "soegedel": "inden=7", "erstat": knap[1]}, follow=True
    )
    assert "Filteret “Mit team” er erstattet." in svar.content.decode()
    assert gemte() == {"Mit team": "filtre=1&inden=7"}


@pytest.mark.parametrize("erstat", ["x", "0f8fad5b-d9cb-469f-a165-70867728950e"])
def test_et_ja_til_et_andet_filter_spoerger_igen(klient: Client, erstat: str):
    gem(klient, "Mit team")
    foer = gemte()
    felter = {"navn": "Mit team", "soegedel": "inden=7", "erstat": erstat}
    svar = klient.post(GEM, felter, follow=True)
    assert "Du har allerede et filter" in svar.content.decode()
    assert gemte() == foer


def test_det_samme_filter_igen_er_ikke_en_fejl(klient: Client):
    for _ in range(2):
        assert "Filteret “Mit team” er gemt." in gem(klient, "Mit team", "inden=7")
    assert gemte() == {"Mit team": "filtre=1&inden=7"}


def test_et_filter_gemt_fra_en_anden_fane_imens_spoerger_ogsaa(mette: Bruger, monkeypatch):
    hylde = Filterhylde(omfang_for(mette), mette, Liste.BESTILLING)
    hylde.gem("Mit team", "inden=7")
    svar = iter([None, GemtFilter.objects.i_kommune("0175").get()])
    monkeypatch.setattr(Filterhylde, "_ved_navn", lambda *_: next(svar))
    with pytest.raises(NavnOptaget):
        hylde.gem("Mit team", "inden=30")
    assert gemte() == {"Mit team": "inden=7"}


@pytest.mark.parametrize(
    ("navn", "soegedel", "besked"),
    [
        ("",              "inden=7", "Skriv et navn til filteret."),
        ("   ",           "inden=7", "Skriv et navn til filteret."),
        ("n" * 61,        "inden=7", "Skriv et navn på højst 60 tegn."),
        ("Sag 670585-0028", "inden=7", "Skriv navnet uden CPR-nummer."),
        ("Sag 6705850028",  "inden=7", "Skriv navnet uden CPR-nummer."),
    ],
)  # fmt: skip
def test_det_der_ikke_kan_gemmes(klient: Client, navn: str, soegedel: str, besked: str):
    side = gem(klient, navn, soegedel)
    assert gemte() == {}
    assert "<title>Fejl: Bestillingsliste" in side
    assert f'<a href="#filternavn">{besked}</a>' in side
    assert side.index("Filteret er ikke gemt</h2>") < side.index("<h1>")
    assert f'id="filternavn-fejl"><span class="sr-only">Fejl: </span>{besked}' in side
    felt = re.search(r'<input[^>]* id="filternavn"[^>]*>', side)[0]
    assert 'aria-invalid="true"' in felt
    beholdt = "" if rummer_cpr(navn) else " ".join(navn.split())
    assert f'value="{beholdt}"' in felt
    igen = klient.get(ADRESSE).content.decode()
    assert "ikke gemt" not in igen


def test_browserens_egne_ord_er_slaaet_fra(klient: Client):
    gem(klient, "Mit team")
    side = klient.get(ADRESSE).content.decode()
    former = [f for f in re.findall(r"<form[^>]*filter/[^>]*>", side) if "post" in f]
    assert len([form for form in former if "novalidate" in form]) == 2  # gem og omdøb


def test_for_mange_filtre_og_for_lange(mette: Bruger):
    hylde = Filterhylde(omfang_for(mette), mette, Liste.BESTILLING)
    for nr in range(HOEJST):
        assert hylde.gem(f"Filter {nr}", "inden=7")
    tre = hylde.alle().get(navn="Filter 3").pk
    assert not hylde.gem("Filter 3", "inden=30", tre)  # et, der findes, kan altid erstattes
    assert hylde.gem("Filter 3", "n" * 600, tre) is False
    for navn, soegedel, grund in (
        ("Et til", "inden=7", "Slet et, før du gemmer et nyt."),
        ("Filter 3", "n" * 601, "for mange valg til at blive gemt"),
    ):
        with pytest.raises(KanIkkeGemmes, match=grund):
            hylde.gem(navn, soegedel)


def test_kun_kendte_filtre_gemmes(klient: Client):
    gem(klient, "Alt", "cpr=6705850028&q=Amina&sorter=cpr&ydelse=32.24.04&side=2&efter=x&alle=1")
    assert gemte() == {"Alt": "ydelse=32.24.04&filtre=1"}


def test_et_gemt_filter_er_det_samme_naar_kommunen_vaelger_om(klient: Client):
    gem(klient, "Uden flytning", "filtre=1&skjul=flytning")
    gem(klient, "Alle", "filtre=1")
    fabrik.kommune(skjul_flytning=True)
    ider = dict(GemtFilter.objects.i_kommune("0175").values_list("navn", "pk"))
    assert klient.get(BRUG, {"filter": ider["Alle"]}).url == f"{ADRESSE}?filtre=1"
    assert klient.get(BRUG, {"filter": ider["Uden flytning"]}).url == f"{ADRESSE}?"


@pytest.mark.parametrize("hvem", ["leder", "jonas"])
def test_andres_filtre_findes_ikke(klient: Client, leder, jonas, hvem: str):
    gem(klient, "Mettes")
    id_ = GemtFilter.objects.i_kommune("0175").get().pk
    andens = klient_for(Bruger.objects.get(brugernavn=hvem))
    for svar in (
        andens.get(BRUG, {"filter": id_}),
        andens.post(f"{BRUG}{id_}/slet/"),
        andens.get(BRUG, {"filter": uuid4()}),
        andens.post(f"{BRUG}{uuid4()}/slet/"),
    ):
        assert svar.status_code == 404
    assert "Mettes" not in andens.get(ADRESSE).content.decode()
    assert "Mettes" in gemte()


@pytest.mark.parametrize("filter_", ["", "x"])
def test_intet_valgt_er_listen_selv(klient: Client, filter_: str):
    assert klient.get(BRUG, {"filter": filter_}).url == ADRESSE


def test_bruget_af_egne_valg_staar_ikke_i_opslagsloggen(klient: Client):
    gem(klient, "Mit team")
    foer = Opslag.objects.i_kommune("0175").count()
    klient.post(GEM, {"navn": "Et til", "soegedel": ""})
    klient.post(KOLONNER, {"kolonne": ["tema"]})
    assert Opslag.objects.i_kommune("0175").count() == foer


def overskrifter(klient: Client, soeg: str = "") -> list[str]:
    hoved = klient.get(ADRESSE + soeg).content.decode().split("<thead>")[1].split("</thead>")[0]
    uden_skjult = re.sub(r'<span class="sr-only">.*?</span>', "", hoved)
    return re.sub(r"<[^>]*>", " ", uden_skjult).split()


@pytest.mark.parametrize(
    ("vises", "soeg", "kolonner"),
    [
        (["ydelse", "tema", "kontroltype", "vedroerer", "fundet"], "",
         "Sagsnr. Ydelse Tema Kontroltype Vedrører Fundet Udløber"),
        (["tema"], "", "Sagsnr. Tema Udløber"),
        ([], "", "Sagsnr. Udløber"),                        # de to kan ikke slås fra
        ([], "?sorter=fundet", "Sagsnr. Fundet Udløber"),   # den, der sorteres efter, ses
        (["cpr", "navn"], "", "Sagsnr. Udløber"),           # ukendte
    ],
)  # fmt: skip
def test_kolonner(klient: Client, vises: list[str], soeg: str, kolonner: str):
    klient.post(KOLONNER, {"kolonne": vises, "soegedel": ""})
    assert overskrifter(klient, soeg) == kolonner.split()
    raekke = klient.get(ADRESSE + soeg).content.decode().split("<tbody>")[1].split("</tr>")[0]
    assert len(re.findall(r"<t[dh]\b", raekke)) == len(kolonner.split()) + 1


def test_kolonnerne_er_brugerens_egne_og_listen_staar_hvor_den_stod(klient: Client, leder: Bruger):
    svar = klient.post(KOLONNER, {"kolonne": ["tema"], "soegedel": "inden=30&sorter=fundet"})
    assert svar.url == f"{ADRESSE}?inden=30&sorter=fundet"
    assert len(overskrifter(klient_for(leder))) == 7
    klient.post(KOLONNER, {"kolonne": ["ydelse"]})
    valg = Kolonnevalg.objects.i_kommune("0175").get()
    assert valg.liste == Liste.BESTILLING
    assert valg.skjulte == ["tema", "kontroltype", "vedroerer", "fundet"]
