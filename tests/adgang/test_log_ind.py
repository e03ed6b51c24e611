"""Døren: hvem der kommer ind, og at fejlen intet røber."""

from __future__ import annotations

import pytest
from django.test import Client

from adgang.models import Bruger
from tests import fabrik

ADRESSE = "/log-ind/"
FEJL = "Brugernavn eller adgangskode er forkert. Prøv igen."


def log_ind(brugernavn: str, kode: str, klient: Client | None = None, **mere: str):
    return (klient or Client()).post(ADRESSE, {"username": brugernavn, "password": kode, **mere})


def test_rigtig_adgangskode_giver_overblikket(mette: Bruger):
    svar = log_ind("mette", fabrik.ADGANGSKODE)
    assert (svar.status_code, svar["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("brugernavn", "kode", "fejl"),
    [
        ("mette", "forkert",          FEJL),
        ("ukendt", fabrik.ADGANGSKODE, FEJL),  # samme svar: brugeren røbes ikke
        ("lukket", fabrik.ADGANGSKODE, FEJL),  # samme svar: heller ikke en lukket
        ("", fabrik.ADGANGSKODE,       "Skriv dit brugernavn"),
        ("mette", "",                  "Skriv din adgangskode"),
    ],
)  # fmt: skip
def test_afvist_log_ind(mette: Bruger, brugernavn: str, kode: str, fejl: str):
    lukket = fabrik.bruger("lukket")
    lukket.is_active = False
    lukket.save()
    svar = log_ind(brugernavn, kode)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert fejl in side
    assert "<title>Fejl: Log ind – Registersamkøring</title>" in side


def test_fejlen_er_ens_byte_for_byte_bortset_fra_brugernavnet(mette: Bruger):
    klient = Client()
    klient.get(ADRESSE)
    sider = [
        log_ind(navn, "forkert", klient).content.decode().replace(navn, "X")
        for navn in ("mette", "ukendt")
    ]
    uden_maerke = [side.split("csrfmiddlewaretoken")[0] for side in sider]
    assert uden_maerke[0] == uden_maerke[1]


def test_log_ind_giver_sessionen_ny_noegle(mette: Bruger):
    klient = Client()
    klient.session.save()
    session = klient.session
    session["plantet"] = "før"
    session.save()
    klient.cookies["sessionid"] = session.session_key
    log_ind("mette", fabrik.ADGANGSKODE, klient)
    assert klient.session.session_key != session.session_key


@pytest.mark.parametrize(
    ("videre", "ender"),
    [
        ("/feedbackliste/",         "/feedbackliste/"),
        ("https://fremmed.example", "/"),
        ("//fremmed.example/",      "/"),
        ("javascript:alert(1)",     "/"),
    ],
)  # fmt: skip
def test_videre_gaar_kun_til_egne_sider(mette: Bruger, videre: str, ender: str):
    assert log_ind("mette", fabrik.ADGANGSKODE, next=videre)["Location"] == ender


@pytest.mark.parametrize(("metode", "status"), [("post", 302), ("get", 405)])
def test_log_af_kraever_post(klient: Client, metode: str, status: int):
    assert getattr(klient, metode)("/log-af/").status_code == status
    assert ("_auth_user_id" in klient.session) is (metode == "get")
