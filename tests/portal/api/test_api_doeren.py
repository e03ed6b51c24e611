"""Døren under ``/api/``: kun en nøgle lukker ind, og kun til det, den er givet til."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from adgang.api import klienter
from adgang.api.omfang import Apiomfang
from adgang.doer import Doer
from adgang.models import Apiklient, Bruger, Netvaerk, Opslag, Rolle
from adgang.opslagslog.arter import Art
from adgang.rettigheder import Apikrav, kraever_api
from tests import fabrik
from tests.adgang.test_rettigheder import ALLE, som_adresse
from tests.bevis import spor
from tests.conftest import klient_for
from tests.portal.api.fagsystem import ROD, Fagsystem, problem

ENDEPUNKTER = [(som_adresse(m), v) for m, v in ALLE if m.startswith("api/")]
STIER = [sti for sti, _ in ENDEPUNKTER]
METODER = ("get", "post", "head", "put", "patch", "delete", "options")
MED_OMFANG = [(sti, v.adgang.omfang) for sti, v in ENDEPUNKTER if v.adgang.omfang]


# fmt: off
KRAEVER = {
    # endepunkt              metode     omfang
    "bestillingsliste":     ("get",    Apiomfang.BESTILLINGSLISTE),
    "bestil":               ("post",   Apiomfang.BESTIL),
    "fortryd":              ("delete", Apiomfang.BESTIL),
    "prioriteringsliste":   ("get",    Apiomfang.PRIORITERINGSLISTE),
    "kontrolark":           ("get",    Apiomfang.KONTROLARK),
    "kontrolark_pdf":       ("get",    Apiomfang.KONTROLARK),
    "feedback":             ("post",   Apiomfang.FEEDBACK),
    "persongrupper":        ("get",    Apiomfang.PERSONGRUPPER),
    "marker":               ("post",   Apiomfang.MARKER),
    "slut_markering":       ("post",   Apiomfang.MARKER),
    "effekt":               ("get",    Apiomfang.EFFEKT),
    "ansoeg":               ("post",   Apiomfang.ANSOEG),
    "ansoegning":           ("get",    Apiomfang.ANSOEGNING),
    "openapi":              ("get",    None),
}
# fmt: on


@pytest.fixture
def system(db) -> Fagsystem:
    return Fagsystem()


def metode(sti: str) -> str:
    """Metoden, adressen har, som endepunktet selv siger det."""
    (egen,) = dict(ENDEPUNKTER)[sti].cls.http_method_names
    return str(egen)


def kald(http: Client, sti: str, **hoveder: str) -> Any:
    """Kald adressen med dens egen metode."""
    http.raise_request_exception = False
    return http.generic(metode(sti).upper(), sti, headers=hoveder)


def test_hvert_endepunkt_har_sin_egen_erklaering():
    assert len(ENDEPUNKTER) == 14
    assert {type(view.adgang) for _, view in ENDEPUNKTER} == {Apikrav}
    assert {v.om.navn: (metode(sti), v.adgang.omfang) for sti, v in ENDEPUNKTER} == KRAEVER
    assert {omfang for _, omfang in MED_OMFANG} == set(Apiomfang)


@pytest.mark.parametrize(
    ("hoved", "slags"),
    [
        (None,                            "noegle-mangler"),
        ("",                              "noegle-mangler"),
        ("Bearer",                        "noegle-ukendt"),
        ("Bearer rs_0175_" + "A" * 43,    "noegle-ukendt"),
        ("Bearer rs_9999_" + "A" * 43,    "noegle-ukendt"),
        ("Bearer 670585-0028",            "noegle-ukendt"),
        ("Basic bWV0dGU6cHLDuHZl",        "noegle-ukendt"),
        ("Token {noegle}",                "noegle-ukendt"),
        ("{noegle}",                      "noegle-ukendt"),
        ("Bearer {noegle}x",              "noegle-ukendt"),
        ("Bearer {fremmed}",              "noegle-ukendt"),   # rigtig nøgle, anden kommunes kode
        ("Bearer {noegle}",               None),
        ("bearer {noegle}",               None),              # ordet kan skrives med småt
        ("Bearer  {noegle} ",             None),
    ],
)  # fmt: skip
def test_noeglen(system: Fagsystem, hoved: str | None, slags: str | None):
    fremmed = system.noegle.replace("rs_0175_", "rs_0173_")
    tekst = (hoved or "").format(noegle=system.noegle, fremmed=fremmed)
    hoveder = {"Authorization": tekst} if hoved is not None else {}
    svar = system.http.get(f"{ROD}bestillingsliste", headers=hoveder)
    if slags is None:
        assert svar.status_code == 200
        return
    assert (svar.status_code, problem(svar)) == (401, slags)
    assert svar["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize("sti", STIER)
def test_uden_noegle_er_alt_401_ogsaa_det_der_ikke_findes(db, sti: str):
    fabrik.kommune()
    http = Client()
    assert {http.generic(m.upper(), sti).status_code for m in METODER} == {401}
    assert http.get("/api/").status_code == http.get(f"{ROD}findes-ikke").status_code == 401


@pytest.mark.parametrize("rolle", list(Rolle))
def test_en_session_lukker_ingen_ind(db, rolle: Rolle):
    """Heller ikke klientens egen bruger, om nogen fik lavet den en session."""
    http = klient_for(fabrik.bruger("nogen", rolle))
    assert {kald(http, sti).status_code for sti in STIER} == {401}


def test_noeglen_lukker_ingen_ind_i_portalen(system: Fagsystem):
    svar = system.http.get("/prioriteringsliste/", headers=system.hoveder)
    assert (svar.status_code, svar["Location"][:9]) == (302, "/log-ind/")


def test_klientens_bruger_kan_ikke_logge_ind(system: Fagsystem):
    """Selv med en adgangskode og en app afviser log-ind rollen."""
    bruger: Bruger = system.klient.bruger
    bruger.set_password(fabrik.ADGANGSKODE)
    bruger.save()
    felter = {"brugernavn": bruger.brugernavn, "adgangskode": fabrik.ADGANGSKODE}
    assert Client().post("/log-ind/", felter).status_code == 422
    assert klient_for(fabrik.bruger("api", Rolle.API_KLIENT)).get("/").status_code == 403


@pytest.mark.parametrize(("sti", "omfang"), MED_OMFANG)
def test_klienten_maa_kun_det_den_har_faaet(db, sti: str, omfang: Apiomfang):
    resten = [et for et in Apiomfang if et != omfang]
    uden, med = Fagsystem(None, *resten), Fagsystem(None, omfang, navn="Det andet")
    svar = kald(uden.http, sti, **uden.hoveder)
    assert (svar.status_code, problem(svar)) == (403, "omfang-mangler")
    assert omfang in svar.json()["detail"]
    assert kald(med.http, sti, **med.hoveder).status_code != 403
    afvist = Opslag.objects.i_kommune("0175").filter(art=Art.AFVIST).earliest("id")
    assert (afvist.bruger, afvist.formaal) == (
        uden.klient.bruger,
        f"Afvist: omfanget {omfang} mangler",
    )


def test_kun_fra_kommunens_netvaerk(system: Fagsystem):
    Netvaerk.objects.i_kommune("0175").update(adresser="198.51.100.0/24")
    svar = system.get("bestillingsliste")
    assert (svar.status_code, problem(svar)) == (403, "netvaerk")
    assert system.http.get(f"{ROD}bestillingsliste").status_code == 401  # driftens net må spørge


@pytest.mark.parametrize(
    ("saet", "slags"),
    [
        ({"udloeber": -1}, "noegle-udloebet"),
        ({"udloeber": 0}, None),
        ({"tilbagekaldt": 0}, "noegle-tilbagekaldt"),
    ],
)
def test_en_noegle_der_er_forbi(system: Fagsystem, saet: dict[str, int], slags: str | None):
    nu = timezone.now()
    felter = {
        navn: timezone.localdate() + timedelta(days=d) if navn == "udloeber" else nu
        for navn, d in saet.items()
    }
    Apiklient.objects.i_kommune("0175").update(**felter)
    svar = system.get("bestillingsliste")
    assert (svar.status_code, slags and problem(svar)) == (401 if slags else 200, slags)


def test_tilbagekaldt_midt_i_dagen(system: Fagsystem):
    assert system.get("bestillingsliste").status_code == 200
    klienter.tilbagekald(system.klient)
    assert problem(system.get("bestillingsliste")) == "noegle-tilbagekaldt"


def test_senest_brugt(system: Fagsystem):
    with time_machine.travel("2026-11-22T10:42:00+01:00", tick=False):
        system.get("openapi")
        nu = timezone.now()
    gemt = Apiklient.objects.i_kommune("0175").get()
    assert gemt.senest_brugt == nu


COOKIES = [
    {},
    {"sessionid": "x"},
    {"sessionid": "a" * 32, "csrftoken": "ikke-et-mærke"},
    {"csrftoken": "<script>"},
]


@pytest.mark.parametrize("cookies", COOKIES)
@pytest.mark.parametrize("sti", STIER)
def test_ingen_cookie_og_intet_gemmes(system: Fagsystem, sti: str, cookies: dict[str, str]):
    system.http.cookies.load(cookies)
    for hoveder in ({}, system.hoveder):
        svar = kald(system.http, sti, **hoveder)
        assert "Set-Cookie" not in str(svar.headers)
        assert not svar.cookies
        assert svar["Cache-Control"] == "no-store"
        assert "Cookie" not in svar.get("Vary", "")


def test_en_cookie_er_intet_vaerd_ved_siden_af_en_noegle(system: Fagsystem, leder: Bruger):
    """Klienten er den, nøglen siger, også i en browser, hvor en teamleder er logget ind."""
    fabrik.log_ind(system.http, leder)
    system.get("prioriteringsliste")
    assert Opslag.objects.i_kommune("0175").get().bruger == system.klient.bruger


def test_noeglen_staar_aldrig_i_loggen_eller_i_svaret(system: Fagsystem):
    hemmelig = system.noegle[8:]
    with spor.al_logning() as samler:
        for sti in STIER:
            svar = kald(system.http, sti, **system.hoveder)
            assert hemmelig.encode() not in svar.content
        system.http.get(f"{ROD}bestillingsliste", headers={"Authorization": f"x{system.noegle}"})
        klienter.tilbagekald(system.klient)
        system.get("bestillingsliste")
        skrevet = samler.tag()
    assert "api-nøgle afvist" in skrevet
    assert "127.0.0.1" in skrevet
    assert hemmelig not in skrevet


def test_et_view_uden_erklaering_er_lukket_for_klienter(system: Fagsystem):
    def glemt(request):
        return HttpResponse("åben ved en fejl")

    request = RequestFactory().get(f"{ROD}glemt")
    request.apiklient, request.user = system.klient, system.klient.bruger
    with pytest.raises(PermissionDenied):
        Doer(glemt).process_view(request, glemt, (), {})
    rigtigt = kraever_api(None, uden_log="prøven")(glemt)
    assert Doer(glemt).process_view(request, rigtigt, (), {}) is None


def test_et_endepunkt_uden_for_api_er_lukket(leder: Bruger):
    """En forkert adresse gør ikke et endepunkt til en side."""
    view = kraever_api(None, uden_log="prøven")(lambda request: HttpResponse())
    request = RequestFactory().get("/side/")
    request.user = leder
    with pytest.raises(PermissionDenied):
        Doer(view).process_view(request, view, (), {})


def test_et_svar_der_ikke_kom_i_loggen_holdes_tilbage(system: Fagsystem, monkeypatch):
    monkeypatch.setattr("portal.api.prioriteringsliste.skriv", lambda *_: None)
    svar = system.get("prioriteringsliste")
    assert (svar.status_code, problem(svar)) == (500, "fejl")


def test_rammens_egen_tilladelse_lukker_ogsaa_uden_doeren(system: Fagsystem, settings):
    settings.MIDDLEWARE = [led for led in settings.MIDDLEWARE if led != "adgang.doer.Doer"]
    uden_doer = Client(raise_request_exception=False)
    for hoveder in ({}, system.hoveder):
        svar = {kald(uden_doer, sti, **hoveder).status_code for sti in STIER}
        assert svar <= {401, 403}


def test_en_database_der_ikke_svarer_er_ogsaa_et_problem(system: Fagsystem, monkeypatch):
    def tavs(*_: object) -> None:
        raise OperationalError("ingen forbindelse")

    monkeypatch.setattr(klienter, "find", tavs)
    svar = system.get("bestillingsliste")
    assert (svar.status_code, problem(svar)) == (500, "fejl")
    assert "forbindelse" not in svar.content.decode()
