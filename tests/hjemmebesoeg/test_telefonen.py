"""Telefonens adresser: skallen uden borgere, dagens stop, og gem, der kan gentages."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from adgang.models import Opslag
from hjemmebesoeg.doeren import telefon
from hjemmebesoeg.models import Stop
from tests import fabrik
from tests.conftest import klient_for
from tests.hjemmebesoeg.opstilling import HUSE, koert, liste, omraade, skrevet, stoppene, uden_svar

pytestmark = pytest.mark.django_db


@pytest.fixture
def listen(mette, leder):
    omraade()
    return liste(leder, mette, [uden_svar(mette, hus) for hus in HUSE[:2]])


def test_skallen_og_arbejderen_rummer_ingen_borgere_og_ingen_bruger(listen, klient, mette):
    skal, arbejder = klient.get("/koerelister/tur/"), klient.get("/koerelister/arbejder.js")
    assert arbejder["Content-Type"].startswith("text/javascript")
    for svar in (skal, arbejder):
        tekst = svar.content.decode()
        for ord_ in (mette.navn, mette.brugernavn, listen.nr, HUSE[0], "csrf"):
            assert ord_ not in tekst
    for fil in telefon.FILER:
        assert f'"/static/{fil}"' in arbejder.content.decode().replace("\\u002D", "-")


def test_dagens_stop_og_det_der_hoerer_til(listen, klient, leder):
    svar = klient.get(f"/koerelister/{listen.pk}/data/")
    data = svar.json()
    assert "no-store" in svar["Cache-Control"]
    assert set(data["stop"][0]) == {"id", "nr", "navn", "adresse", "sag", "version", "noteret"}
    slut = datetime.fromisoformat(data["udloeber"])
    assert (slut - timezone.now()).total_seconds() <= 86_400
    opslag = Opslag.objects.i_kommune("0175").order_by("-pk")[0]
    assert (opslag.art, opslag.antal) == ("EKSPORT", 2)
    hos_lederen = klient_for(leder).get(f"/koerelister/{listen.pk}/data/").json()
    assert hos_lederen["binding"] != data["binding"]
    assert klient.get(f"/koerelister/{listen.pk}/data/").json()["binding"] == data["binding"]


def test_det_samme_gem_to_gange_er_eet(listen, klient):
    stop = stoppene(listen)[0]
    sti, felter = f"/koerelister/{listen.pk}/stop/{stop.pk}/gem/", skrevet(kontakt="ja")
    for _ in range(2):
        svar = klient.post(sti, felter)
        assert (svar.status_code, svar.json()["stop"]["version"]) == (200, 1)
    assert svar.json()["stop"]["noteret"]["kontakt"] == "ja"
    svar = klient.post(sti, skrevet(version="1", kontakt="nej"))
    assert svar.json()["stop"]["version"] == 2


@pytest.mark.parametrize(
    ("felter", "status", "noegle"),
    [
        ({"klokken": "99"}, 422, "felter"),
        ({"version": "x"}, 400, "fejl"),
        ({"token": ""}, 400, "fejl"),
        ({"version": "7"}, 409, "stop"),
    ],
)
def test_et_gem_der_ikke_kan_bruges(listen, klient, felter, status: int, noegle: str):
    stop = stoppene(listen)[0]
    svar = klient.post(f"/koerelister/{listen.pk}/stop/{stop.pk}/gem/", skrevet(**felter))
    assert (svar.status_code, noegle in svar.json()) == (status, True)
    assert Stop.objects.i_kommune("0175").get(pk=stop.pk).version == 0


def test_en_konflikt_siger_hvem_hvad_og_hvornaar(listen, klient, leder):
    stop = stoppene(listen)[0]
    sti = f"/koerelister/{listen.pk}/stop/{stop.pk}/gem/"
    klient_for(leder).post(sti, skrevet(navn_paa_doer="Lederens"))
    svar = klient.post(sti, skrevet(navn_paa_doer="Mettes"))
    krop = svar.json()
    assert (svar.status_code, krop["hvem"]) == (409, "Søren Bak")
    assert krop["stop"]["noteret"]["navn_paa_doer"] == "Lederens"
    assert krop["hvornaar"].startswith(f"{timezone.localdate():%d-%m-%Y} kl. ")


def test_en_koert_liste_giver_intet_til_telefonen(listen, klient, mette):
    stop = stoppene(listen)[0]
    koert(listen, mette)
    svar = klient.get(f"/koerelister/{listen.pk}/data/")
    assert (svar.status_code, "stop" in svar.json()) == (410, False)
    svar = klient.post(f"/koerelister/{listen.pk}/stop/{stop.pk}/gem/", skrevet(token=str(uuid4())))
    assert svar.status_code == 410
    assert fabrik.kommune()
