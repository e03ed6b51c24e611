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
from kontrol.models import Brevart, Hoeringsbrev
from kontrol.partshoering.brev import Brev, brev
from kontrol.partshoering.dokument import afsnit, forlaeg, sendt_som_pdf
from kontrol.partshoering.svar import fravaelg, registrer_svar
from samkoering.models import Kontrolark
from tests import fabrik
from tests.kontrol.kontrolark.eksempel import ONDE_TEKSTER
from tests.kontrol.partshoering import eksempel
from tests.kontrol.partshoering.eksempel import med_kladde, sag_med, sendt, tryk
from tests.sidebrud import siderne

OND = "\n\n".join(tekst for tekst in ONDE_TEKSTER if tekst)
MAERKE = "Kladde – ikke sendt"
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


@pytest.mark.parametrize("afsnit_", [0, 2, 4, 5, 6, 7])
def test_kladden_brydes_hvor_det_sendte_brev_goer(mette, afsnit_):
    """Også når brevet netop fylder en side, eller hilsenen ikke er til at få plads til."""
    papir = brevet_med(mette, afsnit_)
    kladde = forlaeg(papir, kladde=True)
    som_sendt = siderne(forlaeg(papir))
    (foerste, *andre) = siderne(kladde)
    assert foerste[0] == MAERKE
    assert [foerste[1:], *andre] == som_sendt
    for side in PdfReader(io.BytesIO(dan(kladde))).pages:
        assert MAERKE in side.extract_text()
    assert MAERKE not in tekst_i(dan(forlaeg(papir)))


@pytest.mark.parametrize("afsnit_", range(9))
def test_hilsenen_staar_aldrig_alene(mette, afsnit_):
    for side in siderne(forlaeg(brevet_med(mette, afsnit_))):
        assert side[0] != "Venlig hilsen"


def brevet_med(mette, afsnit_: int) -> Brev:
    """Brevet med så mange korte afsnit mere; fra 0 til 8 går hilsenen over sidens kant."""
    sag = sag_med(mette)
    tekst = "\n\n".join(["Hvad siger du?"] * (afsnit_ + 1))
    return brev(
        sag, sag.udfald.all(), art=Brevart.HOERING, tekst=tekst,
        frist=date(2026, 12, 4), tid=eksempel.FREDAG,
    )  # fmt: skip


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
