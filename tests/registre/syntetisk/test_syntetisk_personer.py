"""Ingen person i det syntetiske Danmark er rigtig, og alle er sandsynlige."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from registre.kontrakt import TABELLER
from registre.syntetisk.kalender import dagnummer
from registre.syntetisk.kommuner import UkendtKommune, alle_kommuner, vaelg_kommuner
from registre.syntetisk.numre import ForMangeFoedte, cpr_numre
from registre.syntetisk.terninger import terning
from registre.tabel import Type

CPR_KOLONNER = [
    (tabel.navn, kolonne.navn)
    for tabel in TABELLER.values()
    for kolonne in tabel.kolonner
    if kolonne.type is Type.CPR
]


@pytest.mark.parametrize(("tabel", "kolonne"), CPR_KOLONNER)
def test_alle_numre_har_dag_plus_60(verden, tabel: str, kolonne: str):
    numre = verden[tabel][kolonne].drop_nulls()
    dag = numre.str.slice(0, 2).cast(pl.Int64)
    assert len(numre)
    assert numre.str.contains(r"^\d{10}$").all()
    assert dag.is_between(61, 91).all()


def test_hver_person_har_sit_eget_nummer(verden):
    assert verden["cpr_personer"]["cpr"].is_unique().all()


def test_nummeret_passer_til_foedselsdag_og_koen(verden):
    for person in verden["cpr_personer"].iter_rows(named=True):
        cpr, foedt = person["cpr"], person["foedselsdato"]
        assert cpr[:6] == f"{foedt.day + 60}{foedt:%m%y}"
        assert (int(cpr[9]) % 2 == 0) == (person["koen"] == "K")
        assert aarhundrede(cpr) == foedt.year // 100


def aarhundrede(cpr: str) -> int:
    """Fødselsårets to første cifre efter CPR's egen regel om det syvende ciffer."""
    aar, syvende = int(cpr[4:6]), int(cpr[6])
    if syvende <= 3:
        return 19
    if syvende in (4, 9):
        return 20 if aar <= 36 else 19
    return 20 if aar <= 57 else 18


@pytest.mark.parametrize(
    ("antal", "er_der_plads"),
    [
        (2000, True),
        (2001, False),
    ],
)
def test_saa_mange_kvinder_kan_foedes_samme_dag(antal: int, er_der_plads: bool):
    foedt = np.full(antal, dagnummer(date(1985, 5, 7)))
    kvinde = np.ones(antal, dtype=bool)
    if not er_der_plads:
        with pytest.raises(ForMangeFoedte):
            cpr_numre(terning(1, "prøve"), foedt, kvinde)
        return
    assert len(set(cpr_numre(terning(1, "prøve"), foedt, kvinde).tolist())) == antal


def test_navnene_er_danske_og_andre(verden):
    navne = set(verden["cpr_personer"]["efternavn"])
    assert any(bogstav in navn for navn in navne for bogstav in "æøåÆØÅ")
    assert any("-" in navn for navn in navne)
    assert verden["cpr_personer"]["mellemnavn"].null_count() > 0


def test_familien_er_der(verden):
    boern = verden["cpr_boern"]
    kendte = set(verden["cpr_personer"]["cpr"])
    assert set(boern["foraelder_cpr"]) <= kendte
    assert set(boern["barn_cpr"]) <= kendte
    foedt = dict(verden["cpr_personer"].select("cpr", "foedselsdato").iter_rows())
    yngst = min(foedt[b] - foedt[f] for f, b, _ in boern.iter_rows())
    assert yngst.days > 15 * 365


@pytest.mark.parametrize(
    ("tabel", "kolonne", "vaerdier"),
    [
        ("cpr_civilstand", "civilstand", {"U", "G", "F", "E", "D"}),
        ("cpr_status", "status", {"01", "60", "80", "90"}),
        ("cpr_adresser", "aarsag", {"FLYTNING", "OMKODNING"}),
        ("cpr_adresser", "register_status", {"AKTUEL", "HISTORISK", "RETTET", "FORTRUDT"}),
        ("cpr_beskyttelse", "type", {"0001"}),
        ("eindkomst", "indkomsttype", {"00", "01", "04", "05", "06", "07"}),
        ("cvr_deltagelser", "rolle", {"INDEHAVER", "STIFTER", "DIREKTØR"}),
        ("udk_bidragssager", "rolle", {"BIDRAGSMODTAGER", "BIDRAGSBETALER"}),
    ],
)
def test_livet_er_mangfoldigt(verden, tabel: str, kolonne: str, vaerdier: set[str]):
    assert vaerdier <= set(verden[tabel][kolonne])


def test_faa_er_adressebeskyttede(verden):
    andel = verden["cpr_beskyttelse"].filter(type="0001")["cpr"].n_unique()
    assert 0.005 < andel / verden["cpr_personer"].height < 0.03


def test_de_98_kommuner_har_hver_mindst_et_postdistrikt():
    alle = alle_kommuner()
    assert len(alle) == 98
    poster = [post for kommune in alle.values() for post in kommune.postdistrikter]
    assert all(kommune.postdistrikter for kommune in alle.values())
    assert all(nr.isdigit() and len(nr) == 4 and navn for nr, navn in poster)


@pytest.mark.parametrize("koder", [[], ["0175", "9999"], ["175"]])
def test_en_ukendt_kommune_afvises(koder: list[str]):
    with pytest.raises(UkendtKommune, match="fire cifre"):
        vaelg_kommuner(koder)
