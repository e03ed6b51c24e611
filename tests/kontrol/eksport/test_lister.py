"""Listerne som filer: samme filtre og rettigheder som siden, og hver hentning i loggen."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from adgang.models import Bruger, Opslag, Rolle
from adgang.opslagslog.arter import Art
from kontrol.bestillingsliste.liste import PR_SIDE
from tests import fabrik
from tests.conftest import klient_for

I_DAG = timezone.localdate()
FREM = timedelta(days=40)
CPR, NAVN = "7705850028", "Kanariefugl Kendelig"
LISTER = ("eksport_bestilling", "eksport_prioritering", "eksport_feedback")
SPOR = (CPR, "770585-0028", "Kanariefugl", "KILDE-", "Testvej", "Rengøring Nord", "forskellige")


def hent(klient: Client, liste: str, soeg: str = ""):
    return klient.get(f"{reverse(liste)}{soeg}")


def raekker(klient: Client, liste: str, soeg: str = "") -> list[dict[str, str]]:
    tekst = hent(klient, liste, soeg).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst, newline=""), delimiter=";"))


@pytest.fixture
def sag(mette: Bruger):
    return fabrik.sag_med_udfald(
        cpr=CPR,
        navn=NAVN,
        udloeber=I_DAG + FREM,
        haendelser=(("flytning", "YM"), ("b_indkomst", "AEF")),
    )


def test_bestillingslistens_raekke(sag, klient: Client):
    assert raekker(klient, "eksport_bestilling") == [
        {
            "Sagsnr.": sag.sagsnr,
            "Ydelse": "Kontanthjælp",
            "KLE": "32.24.04",
            "Tema": "Bolig og familie, Indkomst",
            "Kontroltype": "B indkomst, Flytning",
            "Vedrører": "Modtager, Ægtefælle",
            "Fundet": f"{sag.fundet:%m-%Y}",
            "Udløber": f"{I_DAG + FREM:%d-%m-%Y}",
        }
    ]


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_bestillingslistens_fil_rummer_intet_om_borgeren(sag, klient: Client, format_: str):
    svar = hent(klient, "eksport_bestilling", f"?format={format_}&cpr={CPR}&sorter=cpr")
    hoved = " ".join(f"{navn}: {vaerdi}" for navn, vaerdi in svar.items())
    tekst = hoved + (svar.content.decode() if format_ == "csv" else alt_i(svar.content))
    assert sag.sagsnr in tekst
    assert not [spor for spor in SPOR if spor in tekst]
    assert f"{sag.fundet:%d-%m-%Y}" not in tekst


def alt_i(fil: bytes) -> str:
    bog = openpyxl.load_workbook(io.BytesIO(fil))
    celler = (str(c.value) for ark in bog for raekke in ark.iter_rows() for c in raekke)
    return " ".join([*celler, *bog.sheetnames, str(bog.properties.__dict__)])


@pytest.mark.parametrize(
    ("soeg", "numre"),
    [
        ("", "1 2"),
        ("?sorter=-udloeber", "2 1"),
        ("?tema=Indkomst", "2"),
        ("?filtre=1&skjul=indkomst", "1"),
        ("?ydelse=32.24.48", ""),
    ],
)
def test_bestillingslistens_fil_foelger_filtrene(klient: Client, soeg: str, numre: str):
    for nr, regel in ((1, "flytning"), (2, "b_indkomst")):
        fabrik.sag_med_udfald(
            sagsnr=f"R-{nr}", udloeber=I_DAG + timedelta(days=nr), haendelser=((regel, "YM"),)
        )
    fil = raekker(klient, "eksport_bestilling", soeg)
    assert [r["Sagsnr."].removeprefix("R-") for r in fil] == numre.split()


def test_alle_sider_er_med(klient: Client, mette: Bruger):
    for _ in range(PR_SIDE + 1):
        fabrik.sag_med_udfald()
    assert len(raekker(klient, "eksport_bestilling")) == PR_SIDE + 1


def test_prioriteringslistens_raekke(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette, cpr=CPR, navn="=1+1", udloeber=I_DAG + FREM)
    (raekke,) = raekker(klient, "eksport_prioritering")
    assert raekke["CPR-nummer"] == "770585-0028"
    assert raekke["Navn"] == "'=1+1"
    assert raekke["Sagsnr."] == sag.sagsnr
    assert raekke["Frist"] == f"{I_DAG + FREM:%d-%m-%Y}"
    assert raekke["Tildelt"] == "Mette Holm"
    assert raekke["Nærmere oplysninger"] == "Ny arbejdsgiver"
    assert raekke["Navne- og adressebeskyttet"] == ""


def test_feedbacklistens_raekke(klient: Client, mette: Bruger):
    bestilt = timezone.now() - timedelta(days=3)
    fabrik.bestilt_sag(mette, cpr=CPR, navn=NAVN, naar=bestilt)
    (raekke,) = raekker(klient, "eksport_feedback")
    assert (raekke["CPR-nummer"], raekke["Navn"]) == ("770585-0028", NAVN)
    assert raekke["Bestilt"] == f"{timezone.localtime(bestilt):%d-%m-%Y %H:%M}"


@pytest.mark.parametrize("liste", LISTER[1:])
def test_fanen_foelger_med(klient: Client, mette: Bruger, leder: Bruger, liste: str):
    fabrik.bestilt_sag(mette, navn="Egen Sag")
    fabrik.bestilt_sag(leder, navn="Kollegas Sag")
    assert [r["Navn"] for r in raekker(klient, liste)] == ["Egen Sag"]
    assert {r["Navn"] for r in raekker(klient, liste, "?vis=teamet")} == {
        "Egen Sag", "Kollegas Sag",
    }  # fmt: skip


@pytest.mark.parametrize("liste", LISTER)
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_svaret(klient: Client, mette: Bruger, liste: str, format_: str):
    fabrik.bestilt_sag(mette, cpr=CPR, navn=NAVN)
    svar = hent(klient, liste, f"?format={format_}&vis=mine")
    navn = {"eksport_bestilling": "bestillingsliste", "eksport_prioritering": "prioriteringsliste",
            "eksport_feedback": "feedbackliste"}[liste]  # fmt: skip
    dag = I_DAG.isoformat()
    assert svar["Content-Disposition"] == f'attachment; filename="{navn}-{dag}.{format_}"'
    assert svar["Cache-Control"].startswith("no-store")
    assert svar.content[:2] == (b"PK" if format_ == "xlsx" else b"\xef\xbb")
    opslag = Opslag.objects.i_kommune("0175").latest("id")
    assert opslag.art == Art.EKSPORT
    assert opslag.kriterium.startswith(f"{format_}: ")
    borgere = [] if liste == "eksport_bestilling" else [CPR]
    assert [kobling.borger.cpr for kobling in opslag.borgere.all()] == borgere


@pytest.mark.parametrize("liste", LISTER)
def test_kun_egen_kommune_og_egne_ydelser(klient, mette: Bruger, jonas: Bruger, liste: str):
    fabrik.sag_med_udfald(mette.kommune, kle="32.24.04")
    fabrik.bestilt_sag(mette, kle="32.24.04")
    assert len(raekker(klient, liste, "?vis=teamet")) == 1
    assert raekker(klient_for(jonas), liste, "?vis=teamet") == []
    begraenset = fabrik.bruger("karl")
    begraenset.kle = ["32.24.48"]
    begraenset.save()
    assert raekker(klient_for(begraenset), liste, "?vis=teamet") == []


@pytest.mark.parametrize("liste", LISTER)
@pytest.mark.parametrize("rolle", [Rolle.DPO, Rolle.DRIFT])
def test_andre_roller_afvises(db, liste: str, rolle: Rolle):
    assert hent(klient_for(fabrik.bruger("anden", rolle)), liste).status_code == 403


@pytest.mark.parametrize("liste", LISTER)
@pytest.mark.parametrize(("antal", "hentes"), [(2, True), (3, False)])
def test_loftet(klient, mette, monkeypatch, liste: str, antal: int, hentes: bool):
    monkeypatch.setattr("kontrol.eksport.views.LOFT", 2)
    monkeypatch.setattr("feedback.feedbackliste.eksport.LOFT", 2)
    for _ in range(antal):
        fabrik.sag_med_udfald()
        fabrik.bestilt_sag(mette)
    svar = hent(klient, liste)
    assert svar.status_code == (200 if hentes else 302)
    if not hentes:
        side = klient.get(svar.url).content.decode()
        assert "kan ikke hentes på én gang" in side
        assert Art.EKSPORT not in set(
            Opslag.objects.i_kommune("0175").values_list("art", flat=True)
        )


@pytest.mark.parametrize("liste", LISTER)
def test_intet_i_filnavn_eller_hoved_om_borgeren(klient: Client, mette: Bruger, liste: str):
    fabrik.bestilt_sag(mette, cpr=CPR, navn=NAVN)
    svar = hent(klient, liste)
    hoved = " ".join(f"{navn}: {vaerdi}" for navn, vaerdi in svar.items())
    assert not [spor for spor in SPOR if spor in hoved]
