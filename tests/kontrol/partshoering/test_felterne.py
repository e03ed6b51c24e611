"""Partshøringens felter: hvad der kan skrives, og hvad der bliver sagt, når det ikke kan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kontrol.models import Hoeringsbrev, Varsel
from kontrol.partshoering.afgoerelse import gaeldende
from kontrol.partshoering.panel import hoeringspanel
from samkoering.models import Handling
from tests.kontrol.partshoering.eksempel import sag_med, sendt, skjult
from tests.kontrol.partshoering.siderne import (
    adresse,
    begynd,
    send_brevet,
    side,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        ({"tekst": ""},                        "Skriv brevets tekst, før du sender det"),
        ({"tekst": " \n\u200b "},              "Skriv brevets tekst, før du sender det"),
        ({"tekst": "Om 670585-0028."},         "Skriv brevet uden CPR-nummer"),
        ({"tekst": "Om 6705850028."},          "Skriv brevet uden CPR-nummer"),
        ({"tekst": "x" * 20_001},              "Skriv brevet med højst 20.000 tegn"),
        ({"kanal": ""},                        "Vælg, hvordan brevet skal sendes"),
        ({"kanal": "FAX"},                     "Vælg Digital Post, eller at du sender brevet selv"),
    ],
)  # fmt: skip
def test_fejl_i_brevet(mette, klient, felter, fejl):
    sag = sag_med(mette)
    begynd(klient, sag)
    svar = send_brevet(klient, sag, **felter)
    tekst = side(svar)
    assert svar.status_code == 422
    assert "<title>Fejl: Partshøring" in tekst
    assert tekst.index("Brevet er ikke sendt – ret et felt") < tekst.index("<h1>")
    assert tekst.count(fejl) == 2  # i fejllisten og ved feltet, med samme ord
    assert not Hoeringsbrev.objects.i_kommune("0175").exists()


@pytest.mark.parametrize("laengde", [20_000, 1])
def test_graensen_for_brevet_er_med(mette, klient, laengde):
    sag = sag_med(mette)
    begynd(klient, sag)
    assert send_brevet(klient, sag, tekst="x" * laengde).status_code == 302


I_DAG = object()
I_MORGEN = object()
FOER_BREVET = object()


@pytest.mark.parametrize(
    ("modtaget", "svar", "fejl"),
    [
        (I_DAG,        "Det passer.",  ""),
        (I_MORGEN,     "Det passer.",  "Datoen kan ikke ligge i fremtiden"),
        (FOER_BREVET,  "Det passer.",  "Svaret kan ikke være kommet, før brevet blev sendt den"),
        ("",           "Det passer.",  "Skriv, hvornår svaret kom"),
        ("i går",      "Det passer.",  "Skriv datoen som dag-måned-år, fx 22-11-2026"),
        ("31-02-2026", "Det passer.",  "Den 31. februar 2026 findes ikke. Februar har 28 dage"),
        (I_DAG,        "",             "Skriv, hvad borgeren svarer"),
        (I_DAG,        "670585-0028",  "Skriv svaret uden CPR-nummer"),
        (I_DAG,        "x" * 10_000,   ""),
        (I_DAG,        "x" * 10_001,   "Skriv svaret med højst 10.000 tegn"),
    ],
)  # fmt: skip
def test_svarets_felter(mette, klient, modtaget, svar, fejl):
    sag = sag_med(mette)
    sendt(sag, mette)
    i_dag = timezone.localdate()
    dage = {I_DAG: i_dag, I_MORGEN: i_dag + timedelta(1), FOER_BREVET: i_dag - timedelta(1)}
    dag = f"{dage[modtaget]:%d-%m-%Y}" if modtaget in dage else modtaget
    siden = klient.post(adresse(sag, "_svar"), {"modtaget": dag, "svar": svar, **skjult(sag)})
    if not fejl:
        assert siden.url == reverse("kontrolark", args=(sag.pk,))
        return
    assert siden.status_code == 422
    assert side(siden).count(fejl) == 2
    assert "<title>Fejl: Registrér svar" in side(siden)
    assert gaeldende(sag).tilstand == "SENDT"


@pytest.mark.parametrize(
    ("grund", "fejl"),
    [
        ("",                        "Skriv, hvorfor borgeren ikke skal høres"),
        ("         ",               "Skriv, hvorfor borgeren ikke skal høres"),
        ("x" * 9,                   "Skriv en grund på mindst 10 tegn"),
        ("x" * 10,                  ""),
        ("x" * 500,                 ""),
        ("x" * 501,                 "Skriv grunden med højst 500 tegn"),
        ("Borger 670585-0028 døde", "Skriv grunden uden CPR-nummer"),
    ],
)  # fmt: skip
def test_grundens_felter(mette, klient, grund, fejl):
    sag = sag_med(mette)
    siden = klient.post(adresse(sag, "_fravaelg"), {"grund": grund})
    assert siden.status_code == (422 if fejl else 302)
    if fejl:
        assert side(siden).count(fejl) == 2
    assert (gaeldende(sag) is None) == bool(fejl)


@pytest.mark.parametrize(
    ("dato", "fejl"),
    [
        ("i_dag",      ""),
        ("01-01-2000", ""),
        ("31-12-1999", "Datoen kan ikke ligge før 01-01-2000"),
        ("i_morgen",   "Datoen kan ikke ligge i fremtiden"),
        ("",           "Skriv, hvornår borgeren fik varslet"),
    ],
)  # fmt: skip
def test_varslet(mette, klient, dato, fejl):
    sag = sag_med(mette)
    i_dag = timezone.localdate()
    dato = {"i_dag": f"{i_dag:%d.%m.%Y}", "i_morgen": f"{i_dag + timedelta(1):%d-%m-%Y}"}.get(
        dato, dato
    )
    assert "retssikkerhedsloven § 12" in side(klient.get(adresse(sag)))
    siden = klient.post(adresse(sag, "_varsel"), {"varslet": dato})
    assert siden.status_code == (422 if fejl else 302)
    assert Varsel.objects.i_kommune("0175").exists() is not bool(fejl)
    if not fejl:
        assert hoeringspanel(sag).varslet is not None
        klient.post(adresse(sag, "_varsel"), {"varslet": dato})  # samme dato: intet nyt
        assert sag.historik.filter(handling=Handling.VARSLET).count() == 1
