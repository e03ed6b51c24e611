"""CVR's distribution: fra JSON-svar til ``cvr_deltagelser``."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registre.cvr.distribution import Cvrudtraek, laes
from registre.cvr.knude import SvarAfvist
from registre.cvr.roller import rolle

ANNA, BO = "6705850028", "6806820033"
NOEGLE = {41: ANNA, 42: BO}
PROEVEDATA = Path(
    os.environ.get(
        "PROEVEDATA", Path(__file__).resolve().parents[3].parent / "shared" / "proevedata"
    )
)


def vaerdi(tekst: str, fra: str | None) -> dict[str, Any]:
    return {"vaerdi": tekst, "periode": {"gyldigFra": fra, "gyldigTil": None}}


def funktion(*vaerdier: dict[str, Any], type_: str = "FUNKTION") -> dict[str, Any]:
    return {"attributter": [{"type": type_, "vaerdier": list(vaerdier)}]}


def organisation(hovedtype: str, *medlemmer: dict[str, Any], **andet: Any) -> dict[str, Any]:
    return {"hovedtype": hovedtype, "attributter": [], "medlemsData": list(medlemmer), **andet}


def deltager(
    *organisationer: dict[str, Any], enhed: int = 41, type_: str = "PERSON"
) -> dict[str, Any]:
    return {
        "deltager": {"enhedsNummer": enhed, "enhedstype": type_},
        "organisationer": list(organisationer),
    }


INTERESSENT = organisation("FULDT_ANSVARLIG_DELTAGERE", funktion(vaerdi("Ø", "2018-03-01")))


def virksomhed(*deltagere: dict[str, Any], **andet: Any) -> dict[str, Any]:
    return {
        "cvrNummer": 88888885,
        "navne": [{"navn": "Birk og Bo", "periode": {"gyldigFra": "2018-03-01"}}],
        "virksomhedsform": [
            {"langBeskrivelse": "Interessentskab", "periode": {"gyldigFra": "2018-03-01"}}
        ],
        "hovedbranche": [{"branchekode": "432100", "periode": {"gyldigFra": "2018-03-01"}}],
        "livsforloeb": [{"periode": {"gyldigFra": "2018-03-01", "gyldigTil": None}}],
        "deltagerRelation": list(deltagere),
        **andet,
    }


def svar(*virksomheder: dict[str, Any], **andet: Any) -> bytes:
    fund = [{"_source": {"Vrvirksomhed": v}} for v in virksomheder]
    return json.dumps({"hits": {"total": len(fund), "hits": fund}, **andet}).encode()


def laest(*deltagere: dict[str, Any], **andet: Any) -> Cvrudtraek:
    return laes(svar(virksomhed(*deltagere, **andet)), NOEGLE)


def test_en_deltagelse():
    udtraek = laest(deltager(INTERESSENT))
    assert udtraek.deltagelser.to_dicts() == [
        {
            "cpr": ANNA,
            "cvr": "88888885",
            "virksomhed": "Birk og Bo",
            "virksomhedsform": "Interessentskab",
            "branchekode": "432100",
            "rolle": "FULDT_ANSVARLIG_DELTAGER",
            "virksomhed_start": date(2018, 3, 1),
            "rolle_fra": date(2018, 3, 1),
        }
    ]
    assert (udtraek.antal_virksomheder, udtraek.advarsler) == (1, [])


@pytest.mark.parametrize(
    ("hovedtype", "egen", "ventet"),
    [
        ("FULDT_ANSVARLIG_DELTAGERE", "INTERESSENTER",               "INTERESSENT"),
        ("FULDT_ANSVARLIG_DELTAGERE", "Interessent",                 "INTERESSENT"),
        ("FULDT_ANSVARLIG_DELTAGERE", "INDEHAVER",                   "INDEHAVER"),
        ("FULDT_ANSVARLIG_DELTAGERE", "KOMPLEMENTARER",              "FULDT_ANSVARLIG_DELTAGER"),
        ("FULDT_ANSVARLIG_DELTAGERE", "",                            "FULDT_ANSVARLIG_DELTAGER"),
        ("",                          "Fuldt ansvarlig deltager",    "FULDT_ANSVARLIG_DELTAGER"),
        ("STIFTERE",                  "STIFTER",                     "STIFTER"),
        ("STIFTERE",                  "",                            "STIFTER"),
        # andre roller er CVR's eget ord
        ("LEDELSESORGAN",             "Direktør",                    "DIREKTØR"),
        ("LEDELSESORGAN",             "adm. dir",                    "ADM._DIR"),
        ("LEDELSESORGAN",             "",                            "LEDELSESORGAN"),
        ("",                          "",                            ""),
    ],
)  # fmt: skip
def test_roller(hovedtype: str, egen: str, ventet: str):
    assert rolle(hovedtype, egen) == ventet


@pytest.mark.parametrize(
    ("hvad", "org", "fra"),
    [
        ("medlemmets egen dag", INTERESSENT, [date(2018, 3, 1)]),
        (
            "en række pr. periode",
            organisation("X", funktion(vaerdi("Y", "2018-03-01"), vaerdi("Y", "2019-03-01"))),
            [date(2018, 3, 1), date(2019, 3, 1)],
        ),
        (
            "samme rolle og dag to gange er én række",
            organisation("X", *[funktion(vaerdi("Y", "2018-03-01"))] * 2),
            [date(2018, 3, 1)],
        ),
        (
            "medlemmet før organisationen",
            organisation(
                "X",
                funktion(vaerdi("Y", "2018-04-01")),
                **funktion(vaerdi("X", "2018-03-01")),
            ),
            [date(2018, 4, 1)],
        ),
        (
            "organisationens dag, når medlemmet ingen har",
            organisation("X", funktion(vaerdi("Y", None)), **funktion(vaerdi("X", "2018-03-01"))),
            [date(2018, 3, 1)],
        ),
        (
            "kun FUNKTION tæller",
            organisation("X", funktion(vaerdi("5", "2018-03-01"), type_="ANDEL")),
            [],
        ),
        ("ingen dag", organisation("X", funktion(vaerdi("Y", None))), []),
        ("ingen medlemsdata", organisation("X"), []),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)  # fmt: skip
def test_hvorfra_rollen_regnes(hvad: str, org: dict[str, Any], fra: list[date]):
    udtraek = laest(deltager(org))
    assert udtraek.deltagelser["rolle_fra"].to_list() == fra, hvad
    assert bool(udtraek.advarsler) is not bool(fra)


@pytest.mark.parametrize(
    ("livsforloeb", "stiftet", "start"),
    [
        (["2018-03-01"],               None,         date(2018, 3, 1)),
        (["2018-03-01"],               "2017-01-01", date(2018, 3, 1)),
        (["2018-03-01", "2010-01-01"], None,         date(2010, 1, 1)),
        ([None],                       "2017-01-01", date(2017, 1, 1)),
        ([],                           "2017-01-01", date(2017, 1, 1)),
        ([],                           None,         None),
    ],
)  # fmt: skip
def test_virksomhedens_foerste_dag(livsforloeb: list[str], stiftet: object, start: date | None):
    udtraek = laest(
        deltager(INTERESSENT),
        livsforloeb=[{"periode": {"gyldigFra": dag}} for dag in livsforloeb],
        virksomhedMetadata={"stiftelsesDato": stiftet},
    )
    assert udtraek.deltagelser["virksomhed_start"].to_list() == ([start] if start else [])
    assert bool(udtraek.advarsler) is (start is None)


NAVNE = [
    {"navn": "Nyt", "periode": {"gyldigFra": "2019-01-01"}},
    {"navn": "Gammelt", "periode": {"gyldigFra": "2018-03-01"}},
    {"navn": "Udateret", "periode": {"gyldigFra": None}},
]


@pytest.mark.parametrize(
    ("andet", "kolonne", "ventet"),
    [
        ({"navne": NAVNE},                                             "virksomhed", "Nyt"),
        ({"navne": NAVNE, "virksomhedMetadata": {"nyesteNavn": {"navn": "Nyest"}}},
                                                                       "virksomhed", "Nyest"),
        ({"navne": NAVNE, "virksomhedMetadata": {"nyesteNavn": {}}},   "virksomhed", "Nyt"),
        ({"navne": []},                                     "virksomhed", "CVR 88888885"),
        ({"virksomhedsform": [{"kortBeskrivelse": "I/S"}]},            "virksomhedsform", "I/S"),
        ({"virksomhedsform": None},                                    "virksomhedsform", "Ukendt"),
        ({"hovedbranche": []},                                         "branchekode", None),
        ({"hovedbranche": [{"branchekode": "4321"}]},                  "branchekode", None),
        ({"cvrNummer": 1234567},                                       "cvr", "01234567"),
        ({"cvrNummer": "12345678"},                                    "cvr", "12345678"),
    ],
)  # fmt: skip
def test_nyeste_stamdata(andet: dict[str, Any], kolonne: str, ventet: object):
    assert laest(deltager(INTERESSENT), **andet).deltagelser[kolonne].to_list() == [ventet]


def test_personer_uden_for_noeglen_taelles_og_udelades():
    fremmed = [deltager(INTERESSENT, enhed=enhed) for enhed in (77, 77, 78)]
    udtraek = laest(deltager(INTERESSENT), *fremmed)
    assert udtraek.deltagelser["cpr"].to_list() == [ANNA]
    assert udtraek.uden_cpr == {77, 78}
    assert udtraek.advarsler == [
        "2 personer er ikke i nøglen fra enhedsnummer til CPR-nummer og er udeladt."
    ]


@pytest.mark.parametrize(
    "relation",
    [
        deltager(INTERESSENT, type_="VIRKSOMHED"),
        deltager(INTERESSENT, type_="ANDEN_DELTAGER"),
        {"deltager": None, "organisationer": [INTERESSENT]},
        {"organisationer": [INTERESSENT]},
        deltager(),
    ],
)
def test_kun_personer_med_en_rolle_er_med(relation: dict[str, Any]):
    udtraek = laest(relation)
    assert (udtraek.deltagelser.height, udtraek.uden_cpr) == (0, set())


@pytest.mark.parametrize(
    ("raa", "ord_"),
    [
        (svar(virksomhed(fejlRegistreret=True)),                     "ved en fejl"),
        (json.dumps({"hits": {"hits": [{"_source": {}}]}}).encode(), "ikke en virksomhed"),
        (svar(virksomhed())[:-2] + b', "total": 9}}',                "1 af 9 fund"),
    ],
)  # fmt: skip
def test_det_oversprungne_siges(raa: bytes, ord_: str):
    udtraek = laes(raa, NOEGLE)
    assert udtraek.deltagelser.is_empty()
    assert [ord_ in advarsel for advarsel in udtraek.advarsler] == [True]


def test_nyere_svar_skriver_antallet_som_et_objekt():
    raa = json.dumps({"hits": {"total": {"value": 0}, "hits": []}}).encode()
    assert laes(raa, NOEGLE).advarsler == []


@pytest.mark.parametrize(
    ("raa", "sted"),
    [
        (b"",                                                      "linje 1, tegn 1"),
        (svar(virksomhed(deltager(INTERESSENT)))[:-5],             "linje 1, tegn"),
        (b"[" * 200_000,                                           "svaret"),
        ("{\"navn\": \"ø\"}".encode("iso-8859-1"),                 "byte 10"),
        (b"null",                                                  "svaret.hits.hits"),
        (b"[]",                                                    "svaret"),
        (b"{}",                                                    "svaret.hits.hits"),
        (b'{"hits": {"hits": {}}}',                                "svaret.hits.hits"),
        (b'{"hits": {"hits": [1]}}',                               "svaret.hits.hits[0]"),
        # tjenesten nåede ikke at svare
        (svar(timed_out=True),                                     "svaret.timed_out"),
        (svar(_shards={"failed": 1}),                              "svaret._shards.failed"),
    ],
)  # fmt: skip
def test_et_svar_der_ikke_er_et_svar_afvises(raa: bytes, sted: str):
    with pytest.raises(SvarAfvist) as fanget:
        laes(raa, NOEGLE)
    assert fanget.value.sted.startswith(sted), str(fanget.value)


VEJ = "svaret.hits.hits[0]._source.Vrvirksomhed"


@pytest.mark.parametrize(
    ("andet", "sted"),
    [
        ({"cvrNummer": None},                                     f"{VEJ}.cvrNummer"),
        ({"cvrNummer": "x"},                                      f"{VEJ}.cvrNummer"),
        ({"cvrNummer": True},                                     f"{VEJ}.cvrNummer"),
        ({"cvrNummer": 123456789},                                f"{VEJ}.cvrNummer"),
        ({"navne": "Birk"},                                       f"{VEJ}.navne"),
        ({"navne": [{"navn": 7}]},                                f"{VEJ}.navne[0].navn"),
        ({"livsforloeb": [{"periode": {"gyldigFra": "2018-13-01"}}]},
                                                f"{VEJ}.livsforloeb[0].periode.gyldigFra"),
        ({"deltagerRelation": {}},                                f"{VEJ}.deltagerRelation"),
        ({"deltagerRelation": [deltager(enhed=None)]},  # type: ignore[arg-type]
                                                f"{VEJ}.deltagerRelation[0].deltager.enhedsNummer"),
        ({"deltagerRelation": [deltager(organisation("X", funktion(vaerdi("Y", "i går"))))]},
                                                f"{VEJ}.deltagerRelation[0].organisationer[0]"),
    ],
)  # fmt: skip
def test_en_virksomhed_i_uorden_afviser_svaret(andet: dict[str, Any], sted: str):
    with pytest.raises(SvarAfvist) as fanget:
        laest(**andet)
    assert fanget.value.sted.startswith(sted), str(fanget.value)


def test_timed_out_falsk_og_ingen_fejlede_er_i_orden():
    assert laes(svar(timed_out=False, _shards={"failed": 0}), NOEGLE).antal_virksomheder == 0


@pytest.mark.parametrize(
    ("fil", "virksomheder", "raekker", "uden_cpr"),
    [
        ("company_interessentskab.json", 1, 3, 0),
        ("GLBASETEST.json",              4, 0, 2),
    ],
)  # fmt: skip
def test_tjenestens_egne_svar(fil: str, virksomheder: int, raekker: int, uden_cpr: int):
    sti = PROEVEDATA / "cvr" / fil
    if not sti.exists():
        pytest.skip("CVR's prøvesvar ligger her ikke (miljøvariablen PROEVEDATA peger på dem)")
    noegle = {4000000000 + nr: f"6{nr + 1}05850028" for nr in range(3)}
    udtraek = laes(sti.read_bytes(), noegle)
    assert udtraek.antal_virksomheder == virksomheder
    assert udtraek.deltagelser.height == raekker
    assert set(udtraek.deltagelser["rolle"]) <= {"INTERESSENT"}
    assert len(udtraek.uden_cpr) == uden_cpr
