"""Effektmålingens side: hvem der ser hvad, filtrene, filerne og antallet af spørgsmål."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from adgang.models import Rolle
from adgang.omfang import omfang_for
from feedback.effekt.kort import kort
from feedback.effekt.laesning import laes_figurer
from feedback.effekt.valg import laes, perioder
from feedback.models import Effektfigur, Feedback, Grundtal
from tests import fabrik
from tests.conftest import klient_for
from tests.feedback.effekt.conftest import NU

pytestmark = pytest.mark.django_db
STI = "/effekt/"
AARET = "2025-11_2026-11"


@pytest.fixture
def soeren(opgjort, db):
    """Teamleder i den opgjorte kommune."""
    return fabrik.bruger("soeren", Rolle.TEAMLEDER, hjemme=opgjort, navn="Søren Bak")


@pytest.fixture
def klient(soeren):
    """Hans klient."""
    return klient_for(soeren)


def tekst(svar) -> str:
    """Siden som tekst."""
    return svar.content.decode()


def test_siden_viser_det_opgjorte(klient, opgjort):
    svar = klient.get(STI)
    assert svar.status_code == 200
    figur = Effektfigur.objects.i_kommune(opgjort).get(
        opdeling="AFSLUTTET", fra="2025-11-01", til="2026-11-01", kle="", trin=0, maerke=""
    )
    viste = {k.navn: (k.tal, k.under) for k in svar.context["kort"]}
    aendret, afsluttet = figur.vist["aendret"], figur.vist["afsluttet"]
    assert viste["Træfprocent"][0] == f"{round(aendret * 100 / afsluttet)} %"
    assert f"{afsluttet} af" in viste["Bestilt og behandlet"][1]
    siden = tekst(svar)
    assert "style=" not in siden.split("</head>")[1]
    assert siden.count('role="img"') == 8  # fire diagrammer, hver bred og smal
    assert "Vises ikke (små tal)" in siden


def test_alt_laeses_af_de_viste_figurer_i_faa_spoergsmaal(klient, opgjort):
    """Hverken sager, feedback eller grundtal læses, og flere sager giver ikke flere spørgsmål."""

    def spoergsmaal():
        with CaptureQueriesContext(
            connection,
        ) as taalt:
            klient.get(STI)
        return [en["sql"] for en in taalt.captured_queries]

    foer = spoergsmaal()
    for model in (Grundtal, Feedback):
        assert not [sql for sql in foer if f'"{model._meta.db_table}"' in sql]
    assert not [sql for sql in foer if '"samkoering_' in sql]
    Effektfigur.objects.i_kommune(opgjort).filter(opdeling="AFSLUTTET", maerke="").delete()
    assert len(spoergsmaal()) == len(foer)
    egne = [sql for sql in foer if '"feedback_effekt' in sql]
    assert len(egne) == 3  # månederne, figurerne og dagen, der blev opgjort


@pytest.mark.parametrize(
    ("adresse", "fejl"),
    [
        ("?trin=9", "Vælg et kontroltrin på listen."),
        ("?tema=tema:Findes ikke", "Vælg et tema eller en kontroltype på listen."),
        ("?ydelse=99.99.99", "Vælg et ydelsesområde på listen."),
        ("?periode=2020-01_2021-01", "Vælg en periode på listen."),
    ],
)
def test_et_filter_der_ikke_kendes_er_en_fejl_og_ikke_alt(klient, adresse, fejl):
    svar = klient.get(STI + adresse)
    assert svar.status_code == 422
    siden = tekst(svar)
    assert "<title>Fejl: Effektmåling" in siden
    felt = adresse[1:].partition("=")[0]
    assert f'<a href="#{felt}">{fejl}</a>' in siden
    assert f'aria-describedby="{felt}-fejl"' in siden
    fil = klient.get(f"{STI}tal/tragt/{adresse}")
    assert fil.status_code == 302
    assert fil["Location"].startswith(f"{STI}?{felt}=")


def test_valget_staar_i_adressen_og_kan_fjernes(klient):
    svar = klient.get(f"{STI}?ydelse=32.24.04&tema=tema:Indkomst&trin=2")
    adresser = dict(svar.context["maerkater"])
    assert list(adresser) == ["Kontanthjælp", "Indkomst", "Kontroltrin 2"]
    assert adresser["Indkomst"] == f"?periode={AARET}&ydelse=32.24.04&trin=2"
    assert 'value="tema:Indkomst" selected' in tekst(svar)


def test_den_der_ser_nogle_ydelser_ser_ikke_alle_under_et(opgjort):
    naer = fabrik.bruger("nina", Rolle.TEAMLEDER, hjemme=opgjort)
    naer.kle = ["32.24.04"]
    naer.save()
    svar = klient_for(naer).get(STI)
    assert svar.context["valg"].kle == "32.24.04"
    assert "Alle ydelsesområder" not in tekst(svar)
    assert svar.status_code == 200
    assert klient_for(naer).get(f"{STI}?ydelse=32.24.12").status_code == 422
    omfang = omfang_for(naer)
    assert set(Effektfigur.objects.i_kommune(omfang).values_list("kle", flat=True)) == {"32.24.04"}
    # Også når valget spørger om alle: afgrænsningen bor i forespørgslen.
    valg = laes({}, omfang_for(fabrik.bruger("alle", Rolle.DPO, hjemme=opgjort)), perioder(omfang))
    assert valg.kle == ""
    assert not laes_figurer(omfang, valg).alle
    assert {k.tal for k in kort(laes_figurer(omfang, valg))} == {"Vises ikke (små tal)"}


def test_en_anden_kommune_ser_sit_eget_ingenting(opgjort):
    fabrik.kommune("0173", "Lyngby-Taarbæk")
    fremmed = fabrik.bruger(
        "fremmed", Rolle.TEAMLEDER, hjemme=fabrik.kommune("0173", "Lyngby-Taarbæk")
    )
    svar = klient_for(fremmed).get(STI)
    assert "Der er ikke opgjort nok måneder endnu" in tekst(svar)
    assert klient_for(fremmed).get(f"{STI}tal/tragt/").status_code == 404


@pytest.mark.parametrize(
    ("side", "adresse", "fejl"),
    [
        ("kontroltyper", "periode=2020-01_2021-01", "Vælg en periode på listen."),
        ("kontroltyper", "ydelse=99.99.99", "Vælg et ydelsesområde på listen."),
        ("kontroltyper", "graense=11", "Vælg en træfprocent på listen."),
        ("afproevning", "periode=2020-01_2021-01", "Vælg en periode på listen."),
        ("ligebehandling", "periode=i+fjor", "Vælg en periode på listen."),
    ],
)
def test_de_andre_sider_siger_det_paa_samme_maade(klient, side, adresse, fejl):
    svar = klient.get(f"{STI}{side}/?{adresse}")
    assert svar.status_code == 422
    felt = adresse.partition("=")[0]
    assert f'<a href="#{felt}">{fejl}</a>' in tekst(svar)
    assert f'aria-describedby="{felt}-fejl"' in tekst(svar)
    assert "<title>Fejl: " in tekst(svar)
    fil = klient.get(f"{STI}{side}/?{adresse}&format=csv")
    assert (fil.status_code, fil["Location"]) == (302, f"{STI}{side}/?{adresse}")
    kendt = klient.get(f"{STI}{side}/?periode={AARET}")
    assert kendt.status_code == 200
    assert "Fejl: " not in tekst(kendt)


@pytest.mark.parametrize("navn", ["aarsag", "aendring"])
def test_fordelingerne_er_filer_med_sidens_tal_eller_at_de_er_skjult(klient, opgjort, navn):
    def fil() -> list[list[str]]:
        indhold = klient.get(f"{STI}tal/{navn}/").content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(indhold), delimiter=";"))

    paa_siden = next(f for f in klient.get(STI).context["fordelinger"] if f.navn == navn)
    assert paa_siden.dele
    assert [r[:2] for r in fil()[1:]] == [[led, str(tal)] for led, tal, _ in paa_siden.dele]
    assert f"{STI}tal/{navn}/?periode=" in tekst(klient.get(STI))
    Effektfigur.objects.i_kommune(opgjort).filter(opdeling=navn.upper()).delete()
    assert [r[:2] for r in fil()[1:]] == [["Ændrede sager", "Vises ikke (små tal)"]]


@pytest.mark.parametrize("navn", ["tragt", "aabne-sager", "traefprocent", "kvartaler"])
def test_filen_rummer_sidens_tal_og_skjuler_de_samme(klient, navn):
    diagram = next(d for d in klient.get(STI).context["diagrammer"] if d.navn == navn)
    fil = klient.get(f"{STI}tal/{navn}/?periode={AARET}")
    raekker = list(csv.reader(io.StringIO(fil.content.decode("utf-8-sig")), delimiter=";"))
    assert raekker[0] == list(diagram.hoved)
    assert [raekke[0] for raekke in raekker[1:]] == [raekke[0] for raekke in diagram.raekker]
    tal = [celle for raekke in diagram.raekker for celle in raekke[1:] if type(celle) is int]
    i_filen = [celle for raekke in raekker[1:] for celle in raekke[1:] if celle.isdigit()]
    assert i_filen == [str(et) for et in tal]
    assert all(int(et) == 0 or int(et) >= 5 for et in i_filen)
    assert klient.get(f"{STI}tal/{navn}/?format=xlsx").content[:2] == b"PK"


def test_opgjort_er_den_valgte_periodes(klient):
    assert klient.get(STI).context["opgjort"] == NU


def test_links_til_sager_foelger_retten_og_filtrene_og_aldrig_et_tal(klient, opgjort):
    def links(hvem, sti: str) -> list[str]:
        siden = tekst(hvem.get(STI + sti))
        return re.findall(r'href="(/(?:bestillings|prioriterings)liste/\?[^"]*)"', siden)

    sider = ("", "?tema=tema:Indkomst", "?trin=2", "kontroltyper/?ydelse=32.24.04")
    foer = [links(klient, sti) for sti in sider]
    assert [len(fundne) for fundne in foer] == [2, 1, 0, 17]
    dpo = klient_for(fabrik.bruger("dpo", Rolle.DPO, hjemme=opgjort))
    assert not any(links(dpo, sti) for sti in sider)
    Effektfigur.objects.i_kommune(opgjort).delete()
    assert [links(klient, sti) for sti in sider] == foer
