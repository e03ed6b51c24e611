"""Brevet og notatet som PDF: gyldige, ens hver gang, og uden det, der ikke må stå der."""

from __future__ import annotations

import io
from datetime import date

import page
import pikepdf
import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from journal.dokumenter import dan
from journal.forlaegsregister import forlaeg_til
from journal.models import Journalpost
from kontrol.models import Hoeringsbrev
from kontrol.partshoering.dokument import afsnit, sendt_som_pdf
from kontrol.partshoering.svar import fravaelg, registrer_svar
from samkoering.models import Kontrolark
from tests import fabrik
from tests.kontrol.kontrolark.eksempel import ONDE_TEKSTER
from tests.kontrol.partshoering import eksempel
from tests.kontrol.partshoering.eksempel import med_kladde, sag_med, sendt, tryk

OND = "\n\n".join(tekst for tekst in ONDE_TEKSTER if tekst)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fredagen():
    with time_machine.travel(eksempel.FREDAG, tick=False):
        yield


def tekst_i(pdf: bytes) -> str:
    return " ".join(" ".join(s.extract_text() for s in PdfReader(io.BytesIO(pdf)).pages).split())


def dokumentet(art: str) -> bytes:
    """Det, journalen får."""
    return dan(forlaeg_til(Journalpost.objects.i_kommune("0175").get(art=art)))


def test_begge_standarder_holder_ogsaa_med_ond_tekst(mette):
    sag = sag_med(mette, navn="Eja \u202e<b>Egensen</b> محمد")
    sendt(sag, mette, f"Hvad siger du?\n\n{OND}")
    registrer_svar(tryk(sag, mette), date(2026, 11, 20), f"Det passer.\n{OND}")
    for art in ("PARTSHOERING", "HOERINGSSVAR"):
        pdf = dokumentet(art)
        for profil in ("3a", "ua1"):
            rapport = page.validate_pdf_bytes(pdf, profile=profil)
            assert [(fejl.rule_id, fejl.message) for fejl in rapport.failures] == []
            assert rapport.rules.total > 100
        with pikepdf.open(io.BytesIO(pdf)) as fil:
            assert len(fil.attachments) == 1
        assert "root:x:0" not in tekst_i(pdf)


def test_brevet_siger_det_hele(mette):
    sag = sag_med(mette, sagsnr="R-26-004812")
    udkast = med_kladde(sag, mette).tekst
    sendt(sag, mette, udkast)
    tekst = tekst_i(dokumentet("PARTSHOERING"))
    for ventet in (
        "Rødovre Kommune",
        "20. november 2026",
        "Sag R-26-004812",
        "Eja Egensen Testvej 12, 2. th 2610 Rødovre",
        "Vi vil gerne høre dig",
        "Svar senest den 4. december 2026",
        "Kære Eja Egensen",
        "Ifølge eIndkomst fik du løn fra Rengøring Nord ApS den 30. oktober 2026.",
        "Sådan svarer du",
        "Det her er ikke en afgørelse",
        "Du kan få hjælp",
        "Venlig hilsen Rødovre Kommune",
        "Side 1 af",
    ):
        assert ventet in tekst
    assert sag.cpr not in tekst.replace("-", "")
    assert "Kladde" not in tekst


def test_kladden_siger_at_den_er_en_kladde(mette, klient):
    sag = sag_med(mette)
    med_kladde(sag, mette)
    svar = klient.get(reverse("partshoering_kladde", args=(sag.pk,)))
    assert "Kladde – ikke sendt" in tekst_i(svar.content)


def test_det_samme_brev_er_de_samme_bytes(mette):
    sag = sag_med(mette)
    sendt(sag, mette)
    assert dokumentet("PARTSHOERING") == dokumentet("PARTSHOERING")
    brev = Hoeringsbrev.objects.i_kommune("0175").get()
    assert sendt_som_pdf(brev) == dokumentet("PARTSHOERING")


@pytest.mark.parametrize("hvornaar", ["foer", "siden"])
def test_en_beskyttet_adresse_staar_ikke_i_brevet(mette, hvornaar):
    sag = sag_med(mette, ("flytning", "YM"))
    if hvornaar == "foer":
        fabrik.kontrolark(sag, navn="Eja Egensen", adressebeskyttet=True)
    sendt(sag, mette, med_kladde(sag, mette).tekst)
    if hvornaar == "siden":
        fabrik.kontrolark(sag, navn="Eja Egensen", bor_beskyttet=True)
    tekst = tekst_i(sendt_som_pdf(Hoeringsbrev.objects.i_kommune("0175").get()))
    assert "Eja Egensen" in tekst
    assert not [t for t in ("Testvej", "Gammelvej", "Nyvej") if t in tekst]
    ark = Kontrolark.objects.i_kommune("0175").filter(sag=sag)
    assert ark.count() == 2


def test_notatet_om_fravalget(mette):
    sag = sag_med(mette)
    fravaelg(tryk(sag, mette), "Borgeren er rejst.\nIngen adresse kendes.")
    tekst = tekst_i(dokumentet("HOERINGSSVAR"))
    for ventet in ("Partshøring fravalgt", "Registreret af Mette Holm", "Borgeren er rejst."):
        assert ventet in tekst


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("",                        []),
        ("a",                       [["a"]]),
        ("a\nb",                    [["a", "b"]]),
        ("a\n\nb",                  [["a"], ["b"]]),
        ("a\n \t\n\n\nb\n",         [["a"], ["b"]]),
        ("\n\n  a  \n\n",           [["a"]]),
    ],
)  # fmt: skip
def test_afsnit(tekst, ventet):
    assert afsnit(tekst) == ventet
