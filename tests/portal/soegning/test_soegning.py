"""Søgning: hvem der finder hvad, hvad svaret røber, og hvad der skrives i loggen."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from adgang.models import Borger, Bruger, Opslag, Opslagsborger, Rolle
from adgang.opslagslog.arter import Art
from kontrol.models import Bestilling
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for

CPR = "6705850028"
INTET = "Ingen bestilt sag passer"


def bestilt(hvem: Bruger, navn: str = "Bo Prøvesen", **felter: Any) -> Sag:
    return fabrik.bestilt_sag(hvem, navn=navn, **felter)


def soeg(klient: Client, tekst: str) -> HttpResponse:
    return klient.post("/soeg/", {"tekst": tekst})


def uden_engangsmaerker(svar: HttpResponse) -> str:
    """Siden uden det, der skifter hver gang."""
    return re.sub(r"\w{64}|value=\"[^\"]*\"", "", svar.content.decode())


def loggen(hvem: Bruger) -> tuple[Opslag, set[str]]:
    """Brugerens seneste opslag og CPR-numrene på dem, det handlede om."""
    opslag = Opslag.objects.i_kommune(hvem.kommune).filter(bruger=hvem).latest("pk")
    borgere = Opslagsborger.objects.i_kommune(hvem.kommune).filter(opslag=opslag)
    numre = Borger.objects.i_kommune(hvem.kommune).filter(pk__in=borgere.values("borger"))
    return opslag, set(numre.values_list("cpr", flat=True))


@pytest.mark.parametrize("tekst", ["670585-0028", CPR, "R-26-04812", "26-4812", "bo prøv", "Prøv"])
def test_et_traef_aabner_kontrolarket(klient: Client, mette: Bruger, tekst: str):
    sag = bestilt(mette, cpr=CPR, sagsnr="R-26-04812")
    svar = soeg(klient, tekst)
    assert (svar.status_code, svar["Location"]) == (302, f"/kontrolark/{sag.pk}/")


@pytest.mark.parametrize(
    ("tilstand", "findes"),
    [
        (Sagstilstand.LEDIG, False),
        (Sagstilstand.UDLOEBET, False),
        (Sagstilstand.BORTFALDET, False),
        (Sagstilstand.BESTILT, True),
        (Sagstilstand.VISITERES, True),
        (Sagstilstand.PARTSHOERING, True),
        (Sagstilstand.HENLAGT_VISITERING, True),
        (Sagstilstand.AENDRET_TILDELING, True),
    ],
)
def test_kun_bestilte_og_afsluttede(klient: Client, mette: Bruger, tilstand: str, findes: bool):
    bestilt(mette, cpr=CPR, sagsnr="R-26-04812", tilstand=tilstand)
    svar = [soeg(klient, tekst).status_code for tekst in (CPR, "R-26-04812", "Prøvesen")]
    assert svar == [302 if findes else 200] * 3


def test_en_ledig_en_fremmed_og_en_ukendt_svarer_ens(klient: Client, mette: Bruger, jonas: Bruger):
    fabrik.sag_med_udfald(mette.kommune, cpr=CPR, sagsnr="R-26-00001", navn="Bo Prøvesen")
    bestilt(jonas, "Ib Fremmed", cpr="6805850028", sagsnr="R-26-00002")
    with time_machine.travel(timezone.now(), tick=False):  # siden siger, hvor længe sessionen har
        sider = [
            soeg(klient, tekst)
            for tekst in ("670585-0028", "680585-0028", "690585-0028", "R-26-00001", "R-26-00002",
                          "R-26-00003")
        ]  # fmt: skip
    assert {svar.status_code for svar in sider} == {200}
    assert len({uden_engangsmaerker(svar) for svar in sider}) == 1
    navne = [soeg(klient, tekst) for tekst in ("Prøvesen", "Fremmed", "Ingensen")]
    assert all(INTET in svar.content.decode() for svar in (*sider, *navne))


def test_en_anden_ydelse_end_brugerens_findes_ikke(klient: Client, mette: Bruger):
    bestilt(mette, cpr=CPR, kle="32.24.12")
    mette.kle = ["32.24.04"]
    mette.save()
    for tekst in (CPR, "Prøvesen"):
        assert INTET in soeg(klient, tekst).content.decode()


def test_flere_traef_er_en_liste_med_de_aabne_foerst(klient: Client, mette: Bruger):
    bestilt(mette, "Bo Prøvesen", sagsnr="R-26-00001", tilstand=Sagstilstand.HENLAGT_VISITERING)
    bestilt(mette, "Ib Prøvesen", sagsnr="R-26-00002")
    bestilt(mette, "Ida Testesen", sagsnr="R-26-00003")
    svar = soeg(klient, "prøv")
    side = svar.content.decode()
    assert svar.status_code == 200
    assert re.findall(r"R-26-\d{5}", side.split("<tbody>")[1]) == ["R-26-00002", "R-26-00001"]
    assert "<strong>2 sager</strong> passer." in side
    assert loggen(mette)[0].antal == 2


def test_en_sag_der_er_lagt_tilbage_og_bestilt_igen_staar_een_gang(klient: Client, mette: Bruger):
    sag = bestilt(mette)
    gaeldende = Bestilling.objects.i_kommune("0175").get()
    gaeldende.pk, gaeldende.lukket, gaeldende.lukning = None, gaeldende.bestilt, "LAGT_TILBAGE"
    gaeldende.token = fabrik.uuid.uuid4()
    gaeldende.save(force_insert=True)
    assert soeg(klient, "bo")["Location"] == f"/kontrolark/{sag.pk}/"


@pytest.mark.parametrize(
    ("tekst", "kriterium", "soegt"),
    [
        ("670585-0028", "CPR-nummer", {CPR}),
        ("690585-0028", "CPR-nummer", {"6905850028"}),  # findes ikke, men blev søgt
        ("R-26-04812", "sagsnr", {CPR}),
        ("R-26-99999", "sagsnr", set()),
        ("Prøvesen", "navn", {CPR}),
        ("Ingensen", "navn", set()),
    ],
)
def test_loggen_siger_hvad_der_blev_soegt_paa_men_ikke_hvad(
    klient: Client, mette: Bruger, tekst: str, kriterium: str, soegt: set[str]
):
    bestilt(mette, cpr=CPR, sagsnr="R-26-04812")
    soeg(klient, tekst)
    opslag, borgere = loggen(mette)
    assert (opslag.art, opslag.kriterium, borgere) == (Art.SOEGNING, kriterium, soegt)


@pytest.mark.parametrize(
    "tekst", ["", "B", "670585-00", "hej 670585-0028", "x" * 101, f"{31}0585-0028"]
)
def test_en_fejl_siger_hvad_der_skal_til_og_gentager_ikke_nummeret(
    klient: Client, tekst: str, settings
):
    settings.DEMO = True
    svar = soeg(klient, tekst)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "<title>Fejl: Søg – Registersamkøring</title>" in side
    assert "0585" not in side


@pytest.mark.parametrize(
    ("rolle", "status"),
    [(Rolle.SAGSBEHANDLER, 200), (Rolle.TEAMLEDER, 200), (Rolle.DRIFT, 403), (Rolle.DPO, 403)],
)
def test_feltet_og_siden_er_for_dem_der_behandler_sager(db, rolle: Rolle, status: int):
    klient = klient_for(fabrik.bruger("anden", rolle))
    assert klient.get("/soeg/").status_code == status
    assert ("data-soegefelt" in klient.get("/").content.decode()) is (status == 200)


def test_teksten_kommer_kun_med_post(klient: Client, mette: Bruger):
    bestilt(mette, cpr=CPR)
    side = klient.get("/soeg/", {"tekst": "Prøvesen"}).content.decode()
    assert "passer" not in side
    assert klient.put("/soeg/").status_code == 405
    assert re.findall(r'<form[^>]*role="search"[^>]*>', side)
    assert all(
        'method="post"' in form for form in re.findall(r'<form[^>]*action="/soeg/"[^>]*>', side)
    )
