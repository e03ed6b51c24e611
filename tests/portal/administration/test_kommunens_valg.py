"""Kommunens valg: hvem der kan ændre dem, hvad de kan være, og at de gælder med det samme."""

from __future__ import annotations

import pytest
from django.test import Client

from adgang.models import Bruger, Kommune, Opslag, Rolle
from adgang.opslagslog.arter import Art
from adgang.roller import Ret, roller_med
from tests import fabrik
from tests.conftest import klient_for

ADRESSE = "/administration/kommune/"
KONTAKT = {**fabrik.KONTAKT, "kontakt_digital_post": "on"}
GYLDIGT = {
    "hoeringsfrist_dage": "21",
    "bestilling_varsel": "30",
    "bestilling_loft": "60",
    **KONTAKT,
}


@pytest.fixture
def admin(leder: Bruger) -> Client:
    return klient_for(leder)


def roedovre() -> Kommune:
    return Kommune.objects.get(pk="0175")


def test_valgene_gemmes_og_staar_i_loggen(admin: Client, jonas: Bruger):
    svar = admin.post(ADRESSE, GYLDIGT | {"skjul_flytning": "on"}, follow=True)
    assert "Kommunens valg er gemt og gælder med det samme." in svar.content.decode()
    egen, fremmed = roedovre(), jonas.kommune
    fremmed.refresh_from_db()
    assert (egen.hoeringsfrist_dage, egen.bestilling_varsel, egen.bestilling_loft) == (21, 30, 60)
    assert (egen.skjul_flytning, egen.skjul_indkomst) == (True, False)
    assert (fremmed.hoeringsfrist_dage, fremmed.skjul_flytning) == (14, False)
    opslag = Opslag.objects.i_kommune("0175").filter(art=Art.AENDRING).latest("id")
    assert opslag.kriterium == (
        "hoeringsfrist_dage: 14 → 21; bestilling_varsel: 40 → 30; bestilling_loft: 200 → 60; "
        "skjul_flytning: nej → ja"
    )


def test_et_kryds_kan_fjernes(admin: Client):
    fabrik.kommune(skjul_indkomst=True)
    admin.post(ADRESSE, GYLDIGT)
    assert not roedovre().skjul_indkomst


def test_intet_at_gemme(admin: Client):
    uaendret = {"hoeringsfrist_dage": "14", "bestilling_varsel": "40", "bestilling_loft": "200"}
    uaendret |= {**KONTAKT, "kontakt_telefon": "+45 00000175"}  # det samme, skrevet anderledes
    assert (
        "Der var ikke noget at gemme."
        in admin.post(ADRESSE, uaendret, follow=True).content.decode()
    )


@pytest.mark.parametrize(
    ("felt", "vaerdi", "fejl"),
    [
        ("hoeringsfrist_dage", "7",    ""),
        ("hoeringsfrist_dage", "6",    "Skriv et helt tal mellem 7 og 28"),
        ("hoeringsfrist_dage", "28",   ""),
        ("hoeringsfrist_dage", "29",   "Skriv et helt tal mellem 7 og 28"),
        ("hoeringsfrist_dage", "",     "Skriv et helt tal mellem 7 og 28"),
        ("hoeringsfrist_dage", "to",   "Skriv et helt tal mellem 7 og 28"),
        ("hoeringsfrist_dage", "14.5", "Skriv et helt tal mellem 7 og 28"),
        ("bestilling_varsel",  "1",    ""),
        ("bestilling_varsel",  "0",    "Skriv et helt tal mellem 1 og 1.000"),
        ("bestilling_varsel",  "60",   ""),                               # lig loftet
        ("bestilling_varsel",  "61",   "Skriv mindst 61, som I har aftalt"),
        ("bestilling_loft",    "30",   ""),
        ("bestilling_loft",    "29",   "Skriv mindst 30, som I har aftalt"),
        ("bestilling_loft",    "1000", ""),
        ("bestilling_loft",    "1001", "Skriv et helt tal mellem 1 og 1.000"),
    ],
)  # fmt: skip
def test_graenserne(admin: Client, felt: str, vaerdi: str, fejl: str):
    svar = admin.post(ADRESSE, GYLDIGT | {felt: vaerdi})
    side = svar.content.decode()
    assert svar.status_code == (422 if fejl else 302)
    assert (roedovre().hoeringsfrist_dage == 14) is bool(fejl) or felt != "hoeringsfrist_dage"
    if fejl:
        assert side.count(fejl) == 2  # øverst og ved feltet
        assert "<title>Fejl: Kommunens valg – Registersamkøring</title>" in side


NYE = {
    "kontakt_afdeling": "Jobcenter",
    "kontakt_vej": "Anden Prøvevej 9, " + "2" * 60,
    "kontakt_by": "0001 Nyby",
    "kontakt_telefon": "0000 0999",
    "kontakt_telefontid": "torsdag " * 11,
}


def test_kontakten_gemmes_og_hele_aendringen_staar_i_loggen(admin: Client, jonas: Bruger):
    svar = admin.post(ADRESSE, GYLDIGT | NYE)
    assert svar.status_code == 302
    egen, fremmed = roedovre(), Kommune.objects.get(pk=jonas.kommune_id)
    assert (egen.kontakt_telefon, egen.kontakt_by) == ("00 00 09 99", "0001 Nyby")
    assert fremmed.kontakt_telefon == fabrik.KONTAKT["kontakt_telefon"]
    raekker = Opslag.objects.i_kommune("0175").filter(art=Art.AENDRING).order_by("id")
    linjer = [linje for raekke in raekker for linje in raekke.kriterium.split("; ")]
    assert len(linjer) == sum(raekke.antal for raekke in raekker) == 8
    for felt in NYE:
        assert f"{felt}: {fabrik.KONTAKT[felt]} → {getattr(egen, felt)}" in linjer


@pytest.mark.parametrize(
    ("felt", "vaerdi", "fejl"),
    [
        ("kontakt_telefon",    "12345678",              ""),
        ("kontakt_telefon",    "+45 12 34 56 78",       ""),
        ("kontakt_telefon",    "1234567",               "Skriv et telefonnummer med 8 cifre"),
        ("kontakt_telefon",    "123456780",             "Skriv et telefonnummer med 8 cifre"),
        ("kontakt_telefon",    "ring bare",             "Skriv et telefonnummer med 8 cifre"),
        ("kontakt_telefon",    "",                      "Udfyld “Telefon”"),
        ("kontakt_by",         "2610 Rødovre",          ""),
        ("kontakt_by",         "Rødovre",               "Skriv postnummer og by, fx 2610 Rødovre"),
        ("kontakt_by",         "26100 Rødovre",         "Skriv postnummer og by, fx 2610 Rødovre"),
        ("kontakt_by",         " ",                     "Udfyld “Postnummer og by”"),
        ("kontakt_vej",        "",                      "Udfyld “Vej og husnummer”"),
        ("kontakt_vej",        "V" * 80,                ""),
        ("kontakt_vej",        "V" * 81,                "Skriv højst 80 tegn"),
        ("kontakt_afdeling",   "\u202e",                "Udfyld “Afdeling”"),
        ("kontakt_afdeling",   "Sag 610585-0028",       "Skriv ikke et CPR-nummer her"),
        ("kontakt_telefontid", "",                      "Udfyld “Telefonens åbningstid”"),
    ],
)  # fmt: skip
def test_kontaktens_graenser(admin: Client, felt: str, vaerdi: str, fejl: str):
    svar = admin.post(ADRESSE, GYLDIGT | {felt: vaerdi})
    assert svar.status_code == (422 if fejl else 302)
    if fejl:
        assert svar.content.decode().count(fejl) == 2  # øverst og ved feltet
        assert getattr(roedovre(), felt) == fabrik.KONTAKT[felt]


def test_kontakten_kan_vente(admin: Client):
    """En ny kommune kan vælge resten først; brevene kan bare ikke sendes."""
    fabrik.kommune(**dict.fromkeys(Kommune.KONTAKT, ""))
    assert admin.post(ADRESSE, GYLDIGT | dict.fromkeys(Kommune.KONTAKT, "")).status_code == 302
    assert roedovre().hoeringsfrist_dage == 21


@pytest.mark.parametrize("felt", ["kode", "navn", "par10_aktiveringsdato", "fravalgte_regler"])
def test_andre_felter_kan_ikke_aendres(admin: Client, felt: str):
    foer = getattr(roedovre(), felt)
    admin.post(ADRESSE, GYLDIGT | {felt: "0101"})
    assert getattr(roedovre(), felt) == foer


@pytest.mark.parametrize("rolle", [r for r in Rolle if r not in roller_med(Ret.ADMINISTRATION)])
def test_andre_roller_afvises(db, rolle: Rolle):
    klient = klient_for(fabrik.bruger("anden", rolle))
    assert klient.get(ADRESSE).status_code == klient.post(ADRESSE, GYLDIGT).status_code == 403
    assert not Kommune.objects.filter(hoeringsfrist_dage=21).exists()


@pytest.mark.parametrize(
    ("sti", "aktiv"),
    [
        ("/administration/brugere/",       "Brugere"),
        ("/administration/brugere/ny/",    "Brugere"),
        ("/administration/netvaerk/",      "Netværk"),
        ("/administration/kommune/",       "Kommunens valg"),
        ("/administration/api-klienter/",  "API-klienter"),
    ],
)  # fmt: skip
def test_administration_er_et_punkt_med_sine_egne_sider(admin: Client, sti: str, aktiv: str):
    side = admin.get(sti).content.decode()
    hovedmenu = side.split('aria-label="Hovedmenu"')[1].split("</nav>")[0]
    assert 'aria-current="page"><span>Administration</span>' in hovedmenu
    under = side.split('aria-label="Administration"')[1].split("</nav>")[0]
    assert under.count("aria-current") == 1
    assert f'aria-current="page"><span>{aktiv}</span>' in under


@pytest.mark.parametrize("sti", ["/", "/bestillingsliste/", "/log/stikproeve/"])
def test_undermenuen_staar_kun_der(admin: Client, sti: str):
    assert 'aria-label="Administration"' not in admin.get(sti).content.decode()


def test_siden_siger_hvilke_tal_kmd_valget_flytter(admin: Client):
    side = admin.get(ADRESSE).content.decode()
    assert "vises ikke på bestillingslisten, før brugeren selv vælger det" in side
    assert "ikke med i overblikkets tal for sager, der kan bestilles" in side
    assert "Tallene ved bestillingslistens filtre tæller dem stadig med." in side


def test_listens_filter_siger_det_samme(admin: Client):
    fabrik.sag_med_udfald()
    side = admin.get("/bestillingsliste/").content.decode()
    assert "Tallene ved filtrene tæller dem stadig med." in side
