"""Adgangen: enhver side erklærer sin ret og sin log, og kun de rigtige slipper ind."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver

from adgang.doer import Doer
from adgang.models import Rolle
from adgang.opslagslog.arter import Art
from adgang.rettigheder import (
    AABEN,
    LOGINDTRIN,
    Adgangskrav,
    Apikrav,
    aaben,
    kraever,
    kraever_api,
    logindtrin,
)
from adgang.roller import Ret, indhold, rettigheder, roller_med
from tests import fabrik
from tests.conftest import klient_for

ET_ID = "11111111-1111-4111-8111-111111111111"


def sider(moenstre: list[Any] | None = None, forled: str = "") -> list[tuple[str, Any]]:
    """Alle adresser i portalen: mønster og view."""
    fundne: list[tuple[str, Any]] = []
    for moenster in moenstre or get_resolver().url_patterns:
        sti = forled + str(moenster.pattern)
        if isinstance(moenster, URLPattern):
            fundne.append((sti, moenster.callback))
        else:
            fundne += sider(moenster.url_patterns, sti)
    return fundne


def som_adresse(moenster: str) -> str:
    """Mønsteret udfyldt, så det kan hentes."""
    sti = re.sub(r"<uuid:\w+>", ET_ID, moenster)
    return "/" + sti.replace("<slug:slug>", "ny_arbejdsgiver")


ALLE = sider()
KRAV = [
    (sti, side.adgang)
    for sti, side in ALLE
    if isinstance(getattr(side, "adgang", 0), Adgangskrav) and not sti.startswith("api/")
]
"""Sidernes; endepunkterne under ``/api/`` har deres egen dør (tests/portal/api)."""


def hent(klient: Client, sti: str):
    """Svaret på GET; siderne, der kun tager POST, svarer først efter døren."""
    return klient.get(som_adresse(sti))


def test_portalen_har_adresser():
    assert len(KRAV) >= 20
    assert not [sti for sti, _ in ALLE if "<" in som_adresse(sti)]


@pytest.mark.parametrize(("sti", "side"), ALLE, ids=[sti or "/" for sti, _ in ALLE])
def test_hver_side_har_erklaeret_hvem_den_er_for(sti: str, side: Any):
    assert isinstance(getattr(side, "adgang", None), Adgangskrav) or side.adgang in (
        AABEN,
        LOGINDTRIN,
    )


def test_endepunkter_er_under_api_og_kun_endepunkter_er():
    """En side under ``/api/`` eller et endepunkt et andet sted ville stå uden for begge døre."""
    endepunkter = {sti for sti, side in ALLE if isinstance(getattr(side, "adgang", 0), Apikrav)}
    assert endepunkter
    assert endepunkter == {sti for sti, _ in ALLE if sti.startswith("api/")}


def test_kun_disse_er_aabne_eller_trin_i_log_ind():
    """En ny åben side skal ses af et menneske: den føjes til her."""
    assert {sti for sti, side in ALLE if side.adgang == AABEN} == {
        "log-ind/", "log-af/", "session/", "healthz/live", "healthz/ready", "privatliv/",
        "tilgaengelighed/", "metrics", "offentligt/",
    }  # fmt: skip
    assert {sti for sti, side in ALLE if side.adgang == LOGINDTRIN} == {
        "log-ind/kode/", "log-ind/app/", "log-ind/ny-adgangskode/",
    }  # fmt: skip


def svarene(klient: Client, stier: list[str]) -> dict[str, tuple[int, str]]:
    """Hver adresse med dens status og det sted, den sender hen."""
    hentet = {sti: hent(klient, sti) for sti in stier}
    return {sti: (svar.status_code, svar.get("Location", "")) for sti, svar in hentet.items()}


def test_uden_log_ind_sendes_man_til_doeren(db):
    fabrik.kommune()
    for sti, (status, hen) in svarene(Client(), [sti for sti, _ in KRAV]).items():
        assert (status, hen.startswith("/log-ind/")) == (302, True), sti


def test_med_adgangskode_alene_sendes_man_til_naeste_trin(db):
    klient = Client()
    fabrik.log_ind(klient, fabrik.bruger("leder", Rolle.TEAMLEDER), bekraeftet=False)
    stier = [sti for sti, _ in KRAV]
    assert svarene(klient, stier) == dict.fromkeys(stier, (302, "/log-ind/kode/"))


@pytest.mark.parametrize("rolle", list(Rolle))
def test_forkert_rolle_faar_403_paa_dansk(db, rolle: Rolle):
    klient = klient_for(fabrik.bruger("forkert", rolle))
    forkerte = [sti for sti, krav in KRAV if krav.ret not in rettigheder(rolle)]
    assert forkerte
    for sti in forkerte:
        svar = hent(klient, sti)
        assert svar.status_code == 403, sti
        assert "Du har ikke adgang til siden" in svar.content.decode(), sti


def test_en_sagsbehandler_uden_kommune_ser_intet(db):
    hjemloes = fabrik.bruger("mette")
    hjemloes.kommune = None
    hjemloes.save()
    stier = [sti for sti, krav in KRAV if krav.ret == Ret.SAGER]
    assert svarene(klient_for(hjemloes), stier) == dict.fromkeys(stier, (403, ""))


def test_lukkede_sider_gemmes_ikke_af_browseren(klient: Client):
    assert "no-store" in klient.get("/prioriteringsliste/")["Cache-Control"]


def test_en_side_der_intet_erklaerer_afvises():
    def glemt(request):
        return HttpResponse("åben ved en fejl")

    doer, foresp = Doer(glemt), RequestFactory().get("/")
    with pytest.raises(PermissionDenied):
        doer.process_view(foresp, glemt, (), {})
    assert doer.process_view(foresp, aaben(glemt), (), {}) is None


@pytest.mark.parametrize(
    ("log", "uden_log"),
    [
        (None, ""),                                       # glemt
        ((Art.VISNING, "Formål"), "Og alligevel ikke"),   # begge dele
    ],
)  # fmt: skip
def test_en_side_skal_tage_stilling_til_loggen(log, uden_log: str):
    with pytest.raises(TypeError, match="log="):
        kraever(Ret.SAGER, log=log, uden_log=uden_log)
    with pytest.raises(TypeError, match="log="):
        kraever_api(None, log=log, uden_log=uden_log)


@pytest.mark.parametrize(
    ("rolle", "rettighederne", "kommune", "ydelser"),
    [
        (
            Rolle.SAGSBEHANDLER,
            "portal sager persongrupper sagsopstart koerelister koerselstal", True, True,
        ),
        (
            Rolle.TEAMLEDER,
            "portal sager persongrupper sagsopstart administration stikproeve effekt regnskab "
            "koerelister koereledelse koerselstal", True, True,
        ),
        (Rolle.DPO,           "portal log effekt regnskab koerselstal", True,  True),
        (Rolle.DRIFT,         "portal drift regnskab",                  False, False),
        (Rolle.PROJEKT,       "portal udsoegning",                      True,  False),
        (Rolle.STAR_IMPORT,   "portal markeringer",                     False, False),
        (Rolle.API_KLIENT,    "api",                                    True,  True),
    ],
)  # fmt: skip
def test_rollernes_indhold(rolle: Rolle, rettighederne: str, kommune: bool, ydelser: bool):
    rollen = indhold(rolle)
    assert rollen.rettigheder == set(rettighederne.split())
    assert (rollen.kraever_kommune, rollen.ser_ydelser) == (kommune, ydelser)


@pytest.mark.parametrize("ret", list(Ret))
def test_hver_ret_har_nogen(ret: Ret):
    assert roller_med(ret)


def test_trin_i_log_ind_er_ikke_aabne(db):
    fabrik.kommune()
    assert Client().get("/log-ind/kode/")["Location"].startswith("/log-ind/?next=")
    assert logindtrin(lambda request: HttpResponse()).adgang == LOGINDTRIN


def test_rollerne_staar_ens_i_dokumentationen():
    tekst = (settings.ROD / "docs" / "adgang.md").read_text(encoding="utf-8")
    for rolle in Rolle:
        rollen = indhold(rolle)
        linje = next(led for led in tekst.splitlines() if led.startswith(f"| {rolle.label} |"))
        ord_ = linje.split("|")
        assert {ret.value for ret in rollen.rettigheder} == {
            led.strip() for led in ord_[2].split(";")[0].split(",")
        }
        assert [led.strip() == "ja" for led in ord_[3:5]] == [
            rollen.kraever_kommune, rollen.ser_ydelser,
        ]  # fmt: skip
