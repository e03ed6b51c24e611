"""Hvem der kan opsøges: høringer, hvis frist gik uden svar, og hvor de bor."""

from __future__ import annotations

import pytest
from django.utils import timezone

from adgang.omfang import omfang_for
from hjemmebesoeg.kandidater.adresse import husnoegle, laes
from hjemmebesoeg.kandidater.find import kandidater
from kontrol.models import Hoeringstilstand, Partshoering
from tests import fabrik
from tests.hjemmebesoeg.opstilling import HUSE, hoering, liste, omraade, uden_svar


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("Testvej 12, 2. th, 2610 Rødovre",
         ("Testvej", 12, "", "2. th", "2610", "2610|testvej 12")),
        ("Ærøvej 7B, 2610 Rødovre", ("Ærøvej", 7, "B", "", "2610", "2610|ærøvej 7b")),
        ("H. C. Andersens Boulevard 3, 1553 København V",
         ("H. C. Andersens Boulevard", 3, "", "", "1553", "1553|h. c. andersens boulevard 3")),
        ("uden fast bopæl",                 None),
        ("ingen registreret adresse",       None),
        ("Rødovre (adressebeskyttet)",      None),
        ("",                                None),
    ],
)  # fmt: skip
def test_adressen_deles(tekst: str, ventet):
    a = laes(tekst)
    assert (a and (a.vej, a.nr, a.bogstav, a.sal, a.postnr, a.hus)) == ventet


def test_husets_noegle_er_den_samme_hos_cpr_og_dar():
    assert husnoegle("2610", "Testvej", "012A") == husnoegle("2610", " testvej ", "12a")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("frist", "tilstand", "ventet"),
    [
        (-1, Hoeringstilstand.SENDT,     True),
        (0,  Hoeringstilstand.SENDT,     False),  # den sidste dag er borgerens
        (5,  Hoeringstilstand.SENDT,     False),
        (-1, Hoeringstilstand.BESVARET,  False),
        (-1, Hoeringstilstand.FRAFALDET, False),
    ],
)  # fmt: skip
def test_kun_en_ubesvaret_hoering_hvis_frist_er_gaaet(mette, frist: int, tilstand: str, ventet):
    sag = uden_svar(mette, frist=frist)
    Partshoering.objects.i_kommune("0175").filter(sag=sag).update(
        tilstand=tilstand, svar_modtaget=timezone.localdate(), grund="En grund"
    )
    fundne = kandidater(omfang_for(mette), timezone.localdate())
    assert [k.sag.pk for k in fundne] == ([sag.pk] if ventet else [])


@pytest.mark.django_db
def test_den_nyeste_hoering_afgoer_det(mette):
    sag = uden_svar(mette)
    hoering(sag, mette, frist=5)
    assert kandidater(omfang_for(mette), timezone.localdate()) == []


@pytest.mark.django_db
def test_hvad_der_siges_om_kandidaten(mette):
    omraade()
    uden_svar(mette, HUSE[0])
    uden_svar(mette, HUSE[3], navn="Ib Prøvesen", adressebeskyttet=True)
    uden_svar(mette, HUSE[1], bor_beskyttet=True)
    uden_svar(mette, "Andenvej 1, 2650 Hvidovre")
    uden_svar(mette, "uden fast bopæl")
    uden_svar(mette, status="Død")
    fundne = kandidater(omfang_for(mette), timezone.localdate())
    assert [(k.adressetekst, k.beskyttet, k.omraade) for k in fundne] == [
        (HUSE[1], True, "Rødovre"),
        (HUSE[3], True, "Rødovre"),
        (HUSE[0], False, "Rødovre"),
        ("Andenvej 1, 2650 Hvidovre", False, ""),
        ("uden fast bopæl", False, ""),
    ]


@pytest.mark.django_db
def test_den_der_staar_paa_en_liste_og_de_andre_kommuners_er_ikke_med(mette, leder, jonas):
    omraade()
    sager = [uden_svar(mette, hus) for hus in HUSE[:2]]
    liste(leder, mette, sager[:1])
    hos_jonas = uden_svar(jonas)
    assert [k.sag for k in kandidater(omfang_for(mette), timezone.localdate())] == sager[1:]
    assert [k.sag for k in kandidater(omfang_for(jonas), timezone.localdate())] == [hos_jonas]
    mette.kle = ["32.24.12"]
    assert kandidater(omfang_for(mette), timezone.localdate()) == []
    assert fabrik.kommune()
