"""Rækkernes kontrol: intervaller, nøgler, dobbelte rækker, grænsen, og hvem det går ud over."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.laesning import Tabeltilstand, Udtraek
from tests.registre.laesning.leverance import ANNE, BO, laes, skriv
from tests.samkoering import tabel


def test_intervaller(tmp_path: Path):
    """Slutningen ligger ikke før begyndelsen, i rækker, der tæller; samme dag er én dag."""
    for r in tabel.laes("""
        navn             fra         til         status            afvist  hvorfor
        cpr_status       2018-05-02  2018-05-02  AKTUEL            nej     én dag
        cpr_status       2018-05-02  2018-05-01  AKTUEL            ja      dagen før
        cpr_status       2018-05-02  2018-05-01  HISTORISK         ja      dagen før
        cpr_status       2018-05-02  2018-05-01  RETTET            nej     tæller ikke
        cpr_status       2018-05-02  2018-05-01  FORTRUDT          nej     tæller ikke
        cpr_status       2018-05-02  2018-05-01  TEKNISK_AENDRING  nej     tæller ikke
        cpr_status       2018-05-02  2018-05-01  AFVENTER          nej     tæller ikke
        cpr_civilstand   2018-05-02  2018-05-01  AKTUEL            ja      civilstand
        cpr_separation   2018-05-02  2018-05-01  AKTUEL            ja      separation
        cpr_adresser     2018-05-02  2018-05-01  AKTUEL            ja      adresse
        cpr_beskyttelse  2018-05-02  2018-05-01                    nej     uden status
        eindkomst        2018-05-02  2018-05-02                    nej     én dags periode
        eindkomst        2018-05-02  2018-05-01                    ja      periode
    """):
        led = "periode_" if r["navn"] == "eindkomst" else ""
        fra, til = f"{led}fra", f"{led}til"
        status = {"register_status": r["status"]} if r["status"] else {}
        leveret = laes(tmp_path, r["navn"], {fra: r["fra"], til: r["til"], **status})
        assert len(leveret.afvisninger) == (r["afvist"] == "ja"), r
        if leveret.afvisninger:
            (afvisning,) = leveret.afvisninger
            assert (afvisning.kolonne, afvisning.forventet) == (til, f"ikke før {fra}")


@pytest.mark.parametrize(
    ("afsluttet", "afvist"), [("2018-01-01", False), ("2017-12-31", True), ("", False)]
)
def test_en_sag_afsluttes_ikke_foer_den_oprettes(tmp_path: Path, afsluttet: str, afvist: bool):
    sag = {"oprettet": "2018-01-01", "afsluttet": afsluttet}
    assert bool(laes(tmp_path, "ydelse_sager", sag).afvisninger) is afvist


@pytest.mark.parametrize(
    ("navn", "noegle"),
    [
        ("kommuner",         "kommunekode"),
        ("ydelse_sager",     "sag_id"),
        ("cpr_personer",     "cpr"),
        ("eindkomst",        "indberetning_id"),
        ("udk_bidragssager", "sagsnr"),
    ],
)  # fmt: skip
def test_af_to_raekker_med_samme_noegle_afvises_den_senere(tmp_path: Path, navn: str, noegle: str):
    leveret = laes(tmp_path, navn, {}, {})
    assert [(a.raekke, a.kolonne, a.forventet) for a in leveret.afvisninger] == [
        (2, noegle, "en nøgle, der ikke er brugt før")
    ]
    assert leveret.ramme.height == 1


def test_en_afvist_raekke_optager_ikke_sin_noegle(tmp_path: Path):
    leveret = laes(tmp_path, "eindkomst", {"disposition": "x"}, {}, {}, graense=1)
    assert [(a.raekke, a.kolonne) for a in leveret.afvisninger] == [
        (1, "disposition"),
        (3, "indberetning_id"),
    ]


@pytest.mark.parametrize(
    ("anden", "raekker", "afvist"),
    [
        ({},                     1, 0),  # helt ens er én
        ({"til": "2018-05-01"},  2, 0),
        ({"cpr": BO},            2, 0),
    ],
)  # fmt: skip
def test_helt_ens_raekker_er_een(tmp_path: Path, anden: dict[str, str], raekker: int, afvist: int):
    leveret = laes(tmp_path, "cpr_separation", {}, anden)
    assert (leveret.ramme.height, leveret.afvist_antal) == (raekker, afvist)


def test_en_forkert_vaerdi_faelder_ikke_de_tomme_ved_siden_af(tmp_path: Path):
    """Kolonnen er valgfri: kun rækken med det ulæselige afvises."""
    raekker = ({"til": ""}, {"til": "2018-02-30", "fra": "2018-01-01"})
    leveret = laes(tmp_path, "cpr_status", *raekker, graense=1)
    assert [(a.raekke, a.kolonne) for a in leveret.afvisninger] == [(2, "til")]


def test_to_ens_skaeve_raekker_er_een_afvisning(tmp_path: Path):
    skaev = {"fra": "x"}
    leveret = laes(tmp_path, "cpr_separation", skaev, skaev)
    assert (leveret.tilstand, leveret.afvist_antal) == (Tabeltilstand.BESVARET, 1)


def test_raekker_der_kun_adskiller_sig_i_en_ukendt_kolonne_er_een(tmp_path: Path):
    (tmp_path / "ikke_besvaret.csv").write_text(
        f"tabel,cpr,note\neindkomst,{ANNE},a\neindkomst,{ANNE},b\n", encoding="utf-8"
    )
    assert Udtraek(tmp_path).ikke_besvaret.ramme.height == 1


@pytest.mark.parametrize(
    ("antal", "skaeve", "graense", "besvaret"),
    [
        (5,    1, 0.001, True),   # mindst én er tilladt
        (5,    2, 0.001, False),
        (1,    1, 0.001, True),
        (1000, 1, 0.001, True),   # netop en promille
        (1000, 2, 0.001, False),
        (1999, 2, 0.001, False),
        (2000, 2, 0.001, True),
        (2999, 3, 0.001, False),
        (3000, 3, 0.001, True),
        (4,    2, 0.5,   True),   # grænsen kan sættes
        (4,    3, 0.5,   False),
        (5,    1, 0.0,   True),
        (5,    2, 0.0,   False),
    ],
)  # fmt: skip
def test_graensen_for_hele_tabellen(
    tmp_path: Path, antal: int, skaeve: int, graense: float, besvaret: bool
):
    raekker = [{"beloeb_oere": "x" if nr < skaeve else str(nr)} for nr in range(antal)]
    raekker = [{**raekke, "cvr": str(nr)} for nr, raekke in enumerate(raekker)]
    leveret = laes(tmp_path, "r75_moms", *raekker, graense=graense)
    assert (leveret.besvaret, leveret.antal, leveret.afvist_antal) == (
        besvaret,
        antal if besvaret else 0,
        skaeve,
    )
    assert leveret.ramme.height == (antal - skaeve if besvaret else 0)


def test_en_afvist_tabel_siger_hvor_mange_og_den_foerste(tmp_path: Path):
    raekker = [{"fra": "x", "til": f"2018-01-{dag:02d}"} for dag in range(1, 4)]
    leveret = laes(tmp_path, "cpr_status", *raekker)
    assert leveret.tilstand is Tabeltilstand.AFVIST
    assert leveret.grund == (
        "cpr_status.csv: 3 af 3 rækker bryder kontrakten, og det er flere end tilladt. "
        "Første: cpr_status.csv, række 1, kolonne fra: fandt »x«, ventede en dato som ÅÅÅÅ-MM-DD."
    )
    assert leveret.ramme.columns == ["cpr", "status", "fra", "til", "register_status"]


def test_hoejst_100_afvisninger_beskrives_men_alle_taelles(tmp_path: Path):
    raekker = [{"beloeb_oere": "x", "cvr": str(nr)} for nr in range(150)]
    leveret = laes(tmp_path, "r75_moms", *raekker)
    assert (len(leveret.afvisninger), leveret.afvist_antal) == (100, 150)


@pytest.mark.parametrize(
    ("navn", "aendring", "personer"),
    [
        ("cpr_status",          {"fra": "x"},              {int(ANNE)}),
        ("cpr_status",          {"cpr": "6113800001"},     set()),  # hvem ved ingen
        ("cpr_boern",           {"barn_cpr": "x"},         {int(ANNE)}),
        ("cpr_boern",           {"foraelder_cpr": "x"},    set()),
        ("cpr_civilstand",      {"aegtefaelle_cpr": "x"},  {int(ANNE)}),
        ("ydelse_udbetalinger", {"beloeb_oere": "x"},      {"S1"}),
        ("kommuner",            {"par10_aktiveringsdato": "x"}, set()),
        ("cpr_status",          {},                        set()),
    ],
)  # fmt: skip
def test_hvis_opslag_der_ikke_blev_udfoert(
    tmp_path: Path, navn: str, aendring: dict[str, str], personer: set[int | str]
):
    assert laes(tmp_path, navn, aendring).personer == personer


@pytest.mark.parametrize(("kommunekode", "afvist"), [("0175", False), ("0176", True)])
def test_en_sag_i_en_ukendt_kommune_afvises(tmp_path: Path, kommunekode: str, afvist: bool):
    leveret = laes(tmp_path, "ydelse_sager", {"kommunekode": kommunekode})
    assert bool(leveret.afvisninger) is afvist
    if afvist:
        assert str(leveret.afvisninger[0]) == (
            "ydelse_sager.csv, række 1, kolonne kommunekode: fandt »0176«, "
            "ventede en kommune, der findes i kommuner."
        )
        assert leveret.personer == {int(ANNE)}


def test_en_afvist_kommune_er_ukendt(tmp_path: Path):
    skriv(tmp_path, "ydelse_sager", {})
    skriv(tmp_path, "kommuner", {"par10_aktiveringsdato": "x"})
    assert Udtraek(tmp_path).leveret("ydelse_sager").afvist_antal == 1


NUMRE = dict(zip("ABCD", ("6101800001", "6101800002", "6101800003", "6101800004"), strict=True))


@pytest.mark.parametrize(
    ("peger", "afvist", "udskiftet"),
    [
        ("A>B B>",         "",    "A>B"),
        ("A>B B>C C>",     "",    "A>C B>C"),  # til enden
        ("A>A B>",         "A",   ""),         # en ring på én
        ("A>B B>A C>",     "AB",  ""),
        ("A>B B>C C>A D>", "ABC", ""),
        ("A>B B>C C>B D>", "BC",  "A>B"),      # ind i en ring: det nummer, den peger på
        ("A>D B>",         "",    "A>D"),      # til et nummer uden egen række
    ],
)  # fmt: skip
def test_gaeldende_numre_og_ringe(tmp_path: Path, peger: str, afvist: str, udskiftet: str):
    raekker = [
        {"cpr": NUMRE[pil[0]], "gaeldende_cpr": NUMRE.get(pil[2:], "")} for pil in peger.split()
    ]
    skriv(tmp_path, "cpr_personer", *raekker)
    udtraek = Udtraek(tmp_path, graense=1)
    leveret = udtraek.leveret("cpr_personer")
    assert leveret.personer == {int(NUMRE[navn]) for navn in afvist}
    assert leveret.ramme.height == len(raekker) - len(afvist)
    assert dict(udtraek.udskiftninger) == {
        int(NUMRE[par[0]]): int(NUMRE[par[2]]) for par in udskiftet.split()
    }


def test_en_ring_siger_hvad_der_var_ventet_uden_at_vise_nummeret(tmp_path: Path):
    skriv(tmp_path, "cpr_personer", {"gaeldende_cpr": ANNE})
    (afvisning,) = Udtraek(tmp_path).leveret("cpr_personer").afvisninger
    assert str(afvisning) == (
        "cpr_personer.csv, række 1, kolonne gaeldende_cpr: fandt »610180-****«, "
        "ventede et gældende nummer, der ikke peger tilbage i ring."
    )


def test_en_afvist_persontabel_udskifter_ingen_numre(tmp_path: Path):
    skriv(tmp_path, "cpr_personer", {"gaeldende_cpr": BO}, {"cpr": "x"}, {"cpr": "y"})
    udtraek = Udtraek(tmp_path)
    assert dict(udtraek.udskiftninger) == {}
    assert udtraek.leveret("cpr_personer").tilstand is Tabeltilstand.AFVIST
