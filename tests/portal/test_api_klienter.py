"""Administratorens side om API-klienter: opret, se nøglen én gang, tilbagekald."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from adgang.api import klienter
from adgang.api.omfang import Apiomfang
from adgang.models import Apiklient, Bruger, Brugersession, Opslag, Rolle
from adgang.opslagslog.arter import Art
from portal.api_klienter.liste import tilstand
from tests import fabrik
from tests.conftest import klient_for

LISTE = "/administration/api-klienter/"
NY = f"{LISTE}ny/"
FELTER = {"navn": "Fagsystemet", "omfang": ["bestil", "bestillingsliste:laes"], "dage": "90"}


@pytest.fixture
def admin(leder: Bruger) -> Client:
    return klient_for(leder)


def klienten(navn: str = "Fagsystemet", kode: str = "0175", navn_paa: str = "Rødovre") -> Apiklient:
    hvor = fabrik.kommune(kode, navn_paa)
    return klienter.opret(hvor, navn, [Apiomfang.BESTIL], dage=30)[0]


def aendringer() -> list[str]:
    alle = Opslag.objects.i_kommune("0175").filter(art=Art.AENDRING)
    return list(alle.order_by("id").values_list("kriterium", flat=True))


@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.TEAMLEDER,     200),
        (Rolle.SAGSBEHANDLER, 403),
        (Rolle.DPO,           403),
        (Rolle.DRIFT,         403),
        (Rolle.API_KLIENT,    403),
    ],
)  # fmt: skip
def test_hvem_der_ser_siderne(db, rolle: Rolle, status: int):
    http = klient_for(fabrik.bruger("nogen", rolle))
    assert {http.get(sti).status_code for sti in (LISTE, NY)} == {status}


def test_noeglen_vises_een_gang_og_virker(admin: Client, leder: Bruger):
    side = admin.post(NY, FELTER).content.decode()
    noegle = re.search(r"<code>(rs_0175_[A-Za-z0-9_-]{43})</code>", side)
    assert noegle
    svar = Client().get(
        "/api/v1/bestillingsliste", headers={"Authorization": f"Bearer {noegle[1]}"}
    )
    assert svar.status_code == 200
    klient = Apiklient.objects.i_kommune("0175").get()
    assert klient.udloeber == timezone.localdate() + timedelta(days=90)
    assert klient.oprettet_af == leder
    listen = admin.get(LISTE).content.decode()
    assert "Fagsystemet" in listen
    assert noegle[1][8:] not in listen
    assert aendringer() == ["API-klient oprettet: Fagsystemet (bestil, bestillingsliste:laes)"]


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        ({"navn": ""},                  "Skriv systemets navn"),
        ({"navn": "x" * 81},            "Navnet må højst fylde 80 tegn"),
        ({"navn": "670585-0028"},       "Skriv navnet uden CPR-nummer"),
        ({"omfang": []},                "Vælg mindst én ting, systemet må"),
        ({"omfang": ["alt"]},           "Vælg på listen"),
        ({"dage": "366"},               "Vælg, hvor længe nøglen gælder"),
        ({"dage": ""},                  "Vælg, hvor længe nøglen gælder"),
        ({"ydelser": ["99.99"]},        "Vælg ydelser på listen"),
    ],
)  # fmt: skip
def test_formularens_fejl(admin: Client, felter: dict[str, object], fejl: str):
    svar = admin.post(NY, FELTER | felter)
    assert svar.status_code == 422
    assert fejl in svar.content.decode()
    assert not Apiklient.objects.i_kommune("0175").exists()


def test_to_af_samme_navn(admin: Client):
    klienten()
    svar = admin.post(NY, FELTER)
    assert (svar.status_code, "allerede en klient" in svar.content.decode()) == (422, True)


def test_klientens_ydelser(admin: Client):
    admin.post(NY, FELTER | {"ydelser": ["32.24.08"]})
    assert Apiklient.objects.i_kommune("0175").get().bruger.kle == ["32.24.08"]
    assert "Alle" not in re.search(r"Ydelser: </span>([^<]*)", admin.get(LISTE).content.decode())[1]


def test_tilbagekald(admin: Client):
    klient = klienten()
    svar = admin.post(f"{LISTE}{klient.pk}/tilbagekald/", follow=True)
    assert "kaldt tilbage" in svar.content.decode()
    assert "Tilbagekald<" not in svar.content.decode()
    assert klienter.afvist_fordi(_igen(klient), timezone.localdate()) is not None
    assert aendringer() == ["API-klient tilbagekaldt: Fagsystemet"]
    admin.post(f"{LISTE}{klient.pk}/tilbagekald/")  # igen ændrer intet
    assert len(aendringer()) == 1


def _igen(klient: Apiklient) -> Apiklient:
    return Apiklient.objects.i_kommune(klient.kommune_id).select_related("bruger").get(pk=klient.pk)


def test_en_anden_kommunes_klient_findes_ikke(admin: Client):
    fremmed = klienten("Naboens system", "0173", "Lyngby-Taarbæk")
    assert admin.post(f"{LISTE}{fremmed.pk}/tilbagekald/").status_code == 404
    assert _igen(fremmed).tilbagekaldt is None
    assert "Naboens" not in admin.get(LISTE).content.decode()


@pytest.mark.parametrize(("minutter", "frisk"), [(9, True), (11, False)])
def test_koden_skal_vaere_vist_for_nylig(admin: Client, leder: Bruger, minutter: int, frisk: bool):
    klient = klienten()
    vist = timezone.now() - timedelta(minutes=minutter)
    Brugersession.objects.filter(bruger=leder).update(bekraeftet=vist)
    svar = [admin.get(NY), admin.post(NY, FELTER | {"navn": "Et til"}),
            admin.post(f"{LISTE}{klient.pk}/tilbagekald/")]  # fmt: skip
    til_koden = [et.status_code == 302 and "/log-ind/kode/" in et["Location"] for et in svar]
    assert til_koden == [not frisk] * 3
    assert (_igen(klient).tilbagekaldt is None) == (not frisk)
    assert admin.get(LISTE).status_code == 200  # at se listen kræver den ikke


@pytest.mark.parametrize(
    ("dage", "tilbagekaldt", "ordet"),
    [
        (30,  False, "Gælder"),
        (29,  False, "Udløber snart"),
        (0,   False, "Udløber snart"),
        (-1,  False, "Udløbet"),
        (30,  True,  "Tilbagekaldt"),
        (-1,  True,  "Tilbagekaldt"),
    ],
)  # fmt: skip
def test_tilstanden(db, dage: int, tilbagekaldt: bool, ordet: str):
    klient = klienten()
    i_dag = timezone.localdate()
    klient.udloeber = i_dag + timedelta(days=dage)
    klient.tilbagekaldt = timezone.now() if tilbagekaldt else None
    assert tilstand(klient, i_dag).navn == ordet


def test_navnet_paa_klienten_kan_ikke_blive_til_kode(admin: Client):
    klienten("<script>x</script>")
    assert b"<script>x" not in admin.get(LISTE).content
