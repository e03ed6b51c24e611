"""Brevets vej til Digital Post, sagt ærligt: lagt klar er ikke det samme som modtaget."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger
from journal.levering import lever
from journal.models import Forsendelse
from kontrol.models import Kanal
from kontrol.partshoering.send import send
from tests.kontrol.partshoering.eksempel import med_kladde, sag_med, tryk
from tests.kontrol.partshoering.siderne import adresse, side

pytestmark = pytest.mark.django_db
UVIST = "Systemet kan ikke se, om borgeren har modtaget det."


@pytest.fixture
def mappe(settings, tmp_path):
    settings.DIGITAL_POST_MAPPE = tmp_path / "digital-post"
    return settings.DIGITAL_POST_MAPPE


def hoeringens_side(klient: Client, mette: Bruger, kanal: Kanal, *, leveres: bool = False) -> str:
    sag = sag_med(mette)
    med_kladde(sag, mette)
    send(tryk(sag, mette), "Kære Eja. Hvad siger du?", kanal)
    if leveres:
        lever(Forsendelse.objects.i_kommune("0175").get())
    return side(klient.get(adresse(sag)))


def test_et_leveret_brev_er_lagt_klar_og_intet_mere(klient, mette, mappe):
    tekst = hoeringens_side(klient, mette, Kanal.DIGITAL_POST, leveres=True)
    assert "Lagt klar til Digital Post " in tekst
    assert UVIST in tekst
    (brevets,) = (sti for sti in mappe.iterdir() if not sti.name.startswith("."))
    assert {fil.name for fil in brevets.iterdir()} == {"memo.xml", "dokument.pdf"}


def test_et_brev_der_venter_er_paa_vej(klient, mette, mappe):
    tekst = hoeringens_side(klient, mette, Kanal.DIGITAL_POST)
    assert "På vej til Digital Post." in tekst
    assert UVIST not in tekst


def test_et_brev_der_ikke_kan_laegges_klar_siger_hvorfor_og_hvornaar(klient, mette, mappe):
    mappe.write_text("en fil, hvor mappen skulle være")
    tekst = hoeringens_side(klient, mette, Kanal.DIGITAL_POST, leveres=True)
    assert "Ikke lagt klar til Digital Post endnu." in tekst
    assert re.search(rf"Prøves igen (<[^>]+>)?{timezone.localdate():%d-%m-%Y}", tekst)
    assert UVIST not in tekst


def test_det_brev_man_selv_sender_naevner_ikke_digital_post(klient, mette):
    tekst = hoeringens_side(klient, mette, Kanal.SELV)
    assert "Du sender det selv." in tekst
    assert "Digital Post" not in tekst.split('class="breve"')[1].split("</ul>")[0]
