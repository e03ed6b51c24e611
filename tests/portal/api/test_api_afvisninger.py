"""Hver afvisning er problem+json på kaldets sprog, og siger aldrig det, der blev sendt, igen."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from adgang.api import beskeder
from adgang.api.beskeder import FELTFEJL, PROBLEMER, RESULTATETS_FELTER, Antal
from adgang.api.kald import sprog
from portal.api import former
from portal.api.ramme import KROPPEN_HOEJST
from samkoering.models import Sag
from tests import fabrik
from tests.portal.api.fagsystem import ROD, Fagsystem, felter, problem

TAL = "Give a whole number from 1 to {}."
CPR = "670585-0028"
ID = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def system(db) -> Fagsystem:
    return Fagsystem()


@pytest.mark.parametrize(
    ("metode", "sti", "status", "slags", "allow"),
    [
        ("GET",     "findes-ikke",           404, "findes-ikke", None),
        ("GET",     "bestillingsliste/",     404, "findes-ikke", None),
        ("GET",     f"kontrolark/{ID}",      404, "findes-ikke", None),
        ("GET",     f"kontrolark/{ID}.pdf",  404, "findes-ikke", None),
        ("GET",     f"kontrolark/{CPR}",     404, "findes-ikke", None),
        ("DELETE",  f"bestillinger/{ID}",    404, "findes-ikke", None),
        ("POST",    "bestillingsliste",      405, "metode",      "GET"),
        ("HEAD",    "bestillingsliste",      405, None,          "GET"),
        ("OPTIONS", "bestillingsliste",      405, "metode",      "GET"),
        ("TRACE",   "bestillingsliste",      405, "metode",      "GET"),
        ("PATCH",   f"feedback/{ID}",        405, "metode",      "POST"),
        ("GET",     "bestillinger",          405, "metode",      "POST"),
        ("GET",     f"bestillinger/{ID}",    405, "metode",      "DELETE"),
    ],
)  # fmt: skip
def test_adresse_og_metode(
    system: Fagsystem, metode: str, sti: str, status: int, slags: str | None, allow: str | None
):
    svar = system.http.generic(metode, ROD + sti, headers=system.hoveder)
    assert (svar.status_code, svar.get("Allow")) == (status, allow or svar.get("Allow"))
    if slags:
        assert problem(svar) == slags
        assert CPR not in svar.content.decode()


JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
DELE = "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("krop", "medietype", "status", "slags"),
    [
        ('{"sager": [',                     JSON, 400, "json"),
        ('{"sager": [], "sager": []}',      JSON, 400, "json"),
        ('{"sager": NaN}',                  JSON, 400, "json"),
        (b'\xff{"sager": []}',              JSON, 400, "json"),
        ("[" * 60_000,                      JSON, 400, "json"),
        ('{"sager": ' + "9" * 5_000 + "}",  JSON, 400, "json"),
        ("x" * KROPPEN_HOEJST,              JSON, 400, "json"),
        ("x" * (KROPPEN_HOEJST + 1),        JSON, 413, "for-stor"),
        ("[]",                              JSON, 422, "ugyldigt"),
        ('"tekst"',                         JSON, 422, "ugyldigt"),
        ("null",                            JSON, 422, "ugyldigt"),
        ("",                                JSON, 422, "ugyldigt"),
        ('{"sager": []}', "application/json; charset=utf-8", 422, "ugyldigt"),
        ('{"sager": []}',                   "text/plain", 415, "medietype"),
        ("sager=1",                         FORM, 415, "medietype"),
        ("x",                               DELE, 415, "medietype"),
    ],
)  # fmt: skip
def test_kroppen(system: Fagsystem, krop: str | bytes, medietype: str, status: int, slags: str):
    svar = system.post("bestillinger", krop, content_type=medietype)
    assert (svar.status_code, problem(svar)) == (status, slags)


@pytest.mark.parametrize(
    ("krop", "fejl"),
    [
        ({},                                             ["sager"]),
        ({"sager": []},                                  ["sager"]),
        ({"sager": [ID] * 200},                          []),
        ({"sager": [ID] * 201},                          ["sager"]),
        ({"sager": "alle"},                              ["sager"]),
        ({"sager": [ID, "x"]},                           ["sager.1"]),
        ({"sager": [1]},                                 ["sager.0"]),
        ({"sager": [ID.replace("-", "")]},               ["sager.0"]),
        ({"sager": [f"{{{ID}}}"]},                       ["sager.0"]),
        ({"sager": [ID.upper()]},                        []),
        ({"sager": [None]},                              ["sager.0"]),
        ({"sager": [ID], "bekraeftet": "ja"},            ["bekraeftet"]),
        ({"sager": [ID], "bekraeftet": 1},               ["bekraeftet"]),
        ({"sager": [ID], "bekraeftet": None},            ["bekraeftet"]),
        ({"sager": [ID], "tildel_til": ""},              ["tildel_til"]),
        ({"sager": [ID], "tildel_til": ID},              ["tildel_til"]),
        ({"sager": [ID], "kommune": "0173"},             ["kommune"]),
        ({"sager": [ID], "tilstand": "BESTILT", "x": 1}, ["tilstand", "x"]),
        ({"sager": [ID], CPR: 1},                        ["(ukendt felt)"]),
        ({"sager": [ID], "\ud800": 1},                   ["(ukendt felt)"]),
        ({"sager": [ID], "": 1},                         ["(ukendt felt)"]),
    ],
)  # fmt: skip
def test_felterne_i_kroppen(system: Fagsystem, krop: dict[str, object], fejl: list[str]):
    svar = system.post("bestillinger", krop)
    assert (felter(svar) if fejl else svar.status_code) == (fejl or 200)
    assert CPR not in svar.content.decode()


@pytest.mark.parametrize(
    ("sti", "fejl"),
    [
        ("bestillingsliste?antal=1",                   []),
        ("bestillingsliste?antal=0",                   ["antal"]),
        ("bestillingsliste?antal=200",                 []),
        ("bestillingsliste?antal=201",                 ["antal"]),
        ("bestillingsliste?antal=",                    ["antal"]),
        ("bestillingsliste?antal=%2B1",                ["antal"]),
        ("bestillingsliste?antal=1&antal=2",           ["antal"]),
        ("bestillingsliste?efter=x",                   ["efter"]),
        ("bestillingsliste?efter=",                    ["efter"]),
        (f"bestillingsliste?efter={ID}",               ["efter"]),
        ("bestillingsliste?ydelse=32.24.04&ydelse=32.24.08", []),
        ("bestillingsliste?ydelse=32.24",              ["ydelse.0"]),
        ("bestillingsliste?tema=Indkomst",             []),
        ("bestillingsliste?tema=indkomst",             ["tema.0"]),
        ("bestillingsliste?udloeber_inden=366",        []),
        ("bestillingsliste?udloeber_inden=367",        ["udloeber_inden"]),
        ("bestillingsliste?sorter=cpr",                ["sorter"]),
        ("bestillingsliste?cpr__startswith=67",        ["cpr__startswith"]),
        (f"bestillingsliste?{CPR}=1",                  ["(ukendt felt)"]),
        ("bestillingsliste?format=json",               ["format"]),
        ("bestillingsliste?%00=1",                     ["(ukendt felt)"]),
        ("prioriteringsliste?tilstand=VISITERES",      []),
        ("prioriteringsliste?tilstand=LEDIG",          ["tilstand.0"]),
        ("prioriteringsliste?tildelt=mig",             ["tildelt"]),
        ("openapi?format=yaml",                        ["format"]),
        (f"kontrolark/{ID}?vis_adresse=1",             ["vis_adresse"]),
    ],
)  # fmt: skip
def test_felterne_i_soegedelen(system: Fagsystem, sti: str, fejl: list[str]):
    svar = system.get(sti)
    assert (felter(svar) if fejl else svar.status_code) == (fejl or 200)
    assert CPR not in svar.content.decode()
    if fejl:
        assert svar.json()["instance"] == ROD + sti.partition("?")[0]


def test_alle_sagens_felter_afvises_i_kroppen(system: Fagsystem):
    """Intet felt på en sag kan sættes udefra."""
    sag = fabrik.sag_med_udfald()
    navne = {felt.name for felt in Sag._meta.get_fields()} - {"id"}
    for navn in sorted(navne):
        assert navn in felter(system.post("bestillinger", {"sager": [str(sag.pk)], navn: "x"}))
    assert Sag.objects.i_kommune("0175").get().tilstand == "LEDIG"


def test_for_mange_kald(system: Fagsystem, monkeypatch):
    from django.core.cache import cache

    from portal.api.ramme import Kaldtakt

    cache.clear()
    monkeypatch.setattr(Kaldtakt, "THROTTLE_RATES", {"klient": "2/minut"})
    assert [system.get("openapi").status_code for _ in range(2)] == [200, 200]
    svar = system.get("openapi")
    assert (svar.status_code, problem(svar)) == (429, "for-mange-kald")
    assert 1 <= int(svar["Retry-After"]) <= 60
    cache.clear()


def test_en_uventet_fejl_siger_intet_og_ruller_alt_tilbage(system: Fagsystem, monkeypatch):
    sag = fabrik.sag_med_udfald(cpr=CPR.replace("-", ""))

    def braendt(*_: object) -> None:
        raise RuntimeError(f"databasen brændte midt i {CPR}")

    monkeypatch.setattr("portal.api.bestillinger._skriv", braendt)
    svar = system.post("bestillinger", {"sager": [str(sag.pk)]})
    assert (svar.status_code, problem(svar)) == (500, "fejl")
    assert "brændte" not in svar.content.decode()
    assert Sag.objects.i_kommune("0175").get().tilstand == "LEDIG"


# ── Sprog ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("accept", "faar"),
    [
        ("",                         "da"),
        ("en",                       "en"),
        ("en-GB,en;q=0.9",           "en"),
        ("da",                       "da"),
        ("da,en;q=0.9",              "da"),
        ("en;q=0.5, da;q=0.9",       "da"),
        ("en;q=0",                   "da"),
        ("fr",                       "da"),
        ("fr, en;q=0.1",             "en"),
        ("EN",                       "en"),
        ("en;q=høj",                 "da"),
        (",;,;q=",                   "da"),
    ],
)  # fmt: skip
def test_sproget(rf, accept: str, faar: str):
    assert sprog(rf.get("/api/", headers={"Accept-Language": accept})) == faar


def test_det_samme_problem_paa_to_sprog(system: Fagsystem):
    dansk = system.post("bestillinger", {})
    engelsk = system.post("bestillinger", {}, accept_language="en")
    assert dansk.json()["fejl"] == [{"felt": "sager", "besked": "Feltet mangler."}]
    assert engelsk.json()["fejl"] == [{"felt": "sager", "besked": "The field is missing."}]
    assert dansk.json()["type"] == engelsk.json()["type"]
    assert (dansk["Content-Language"], engelsk["Content-Language"]) == ("da", "en")


def test_hver_besked_findes_paa_begge_sprog_med_de_samme_felter():
    tekster = [*FELTFEJL.values()]
    tekster += [t for p in PROBLEMER.values() for t in (p.titel, p.detalje)]
    assert {type(t) for t in tekster} == {beskeder.Tekst}
    for tekst in tekster:
        assert tekst.da
        assert tekst.en
        assert tekst.da != tekst.en
        assert _felter(tekst.da) == _felter(tekst.en)
    assert set(RESULTATETS_FELTER) == set(former.Resultatet().fields) - {"version"}


def _felter(tekst: str) -> set[str]:
    return {led.partition("}")[0].partition(":")[0] for led in tekst.split("{")[1:]}


def test_ogsaa_doerens_egne_afvisninger_er_paa_engelsk(db):
    fabrik.kommune()
    svar = Client().get(f"{ROD}openapi", headers={"Accept-Language": "en"})
    assert json.loads(svar.content)["title"] == "The key is missing"


@pytest.mark.parametrize(
    ("felt", "vaerdi", "dansk", "engelsk"),
    [
        ("sager", [],         "Angiv mindst én.",                 "Give at least one."),
        ("sager", [ID] * 201, "Angiv højst 200.",                 "Give at most 200."),
        ("antal", "-1",       "Angiv et helt tal fra 1 til 200.", TAL.format(200)),
        ("antal", "0",        "Angiv et helt tal fra 1 til 200.", TAL.format(200)),
        ("antal", "201",      "Angiv et helt tal fra 1 til 200.", TAL.format(200)),
        ("antal", "9999999",  "Angiv et helt tal fra 1 til 200.", TAL.format(200)),
        ("antal", "mange",    "Angiv et helt tal fra 1 til 200.", TAL.format(200)),
        ("udloeber_inden", "0", "Angiv et helt tal fra 1 til 366.", TAL.format(366)),
    ],
)  # fmt: skip
def test_fejlen_siger_feltets_graenser(
    system: Fagsystem, felt: str, vaerdi: object, dansk: str, engelsk: str
):
    for paa, ventet in (("da", dansk), ("en", engelsk)):
        hoved = {"accept_language": paa}
        if felt == "sager":
            svar = system.post("bestillinger", {felt: vaerdi}, **hoved)
        else:
            svar = system.get(f"bestillingsliste?{felt}={vaerdi}", **hoved)
        assert svar.json()["fejl"] == [{"felt": felt, "besked": ventet}]


@pytest.mark.parametrize(
    ("antal", "siger"),
    [(0, "0 sager, 0 flere"), (1, "1 sag, 1 mere"), (2, "2 sager, 2 flere")],
)
def test_ordet_boejes_efter_tallet(antal: int, siger: str):
    assert f"{Antal(antal):sag,sager}, {Antal(antal):mere,flere}" == siger
    assert f"{Antal(antal)} {Antal(antal):02d}" == f"{antal} {antal:02d}"
