"""Snittet giver verden, som registrene kendte den: altid gyldig, og den vokser dag for dag."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from registre.kontrakt import TABELLER
from registre.laesning import Udtraek
from registre.syntetisk import skaer, skriv
from registre.syntetisk.skaering import KENDT_FRA

DATO, HORISONT = date(2018, 6, 19), 40
DAGE = [DATO + timedelta(days=dage) for dage in (0, 1, 11, 25, HORISONT)]


@pytest.mark.parametrize(("dag", "format_"), [*((dag, "parquet") for dag in DAGE), (DATO, "csv")])
def test_hvert_snit_er_et_gyldigt_udtraek(verden, tmp_path: Path, dag: date, format_):
    skriv(skaer(verden, dag), tmp_path / "ud", format_)
    udtraek = Udtraek(tmp_path / "ud")
    for navn in TABELLER:
        leveret = udtraek.leveret(navn)
        assert leveret.besvaret, leveret.grund
        assert not leveret.afvisninger
        assert not leveret.advarsler
        assert leveret.ramme.height


@pytest.mark.parametrize("navn", TABELLER)
def test_snittet_har_kontraktens_kolonner_og_typer(verden, navn: str):
    typer = {"CPR-nummer": pl.String, "tekst": pl.String, "dato": pl.Date}
    typer |= {"heltal": pl.Int64, "sandt/falsk": pl.Boolean}
    ventet = {kolonne.navn: typer[kolonne.type.value] for kolonne in TABELLER[navn].kolonner}
    assert dict(skaer(verden, DATO)[navn].schema) == ventet


@pytest.mark.parametrize(("tidlig", "sen"), list(pairwise(DAGE)))
def test_et_snit_af_et_snit_er_det_tidligste(verden, tidlig: date, sen: date):
    direkte, gennem_sen = skaer(verden, tidlig), skaer(skaer(verden, sen), tidlig)
    for navn in TABELLER:
        assert_frame_equal(gennem_sen[navn], direkte[navn])


@pytest.mark.parametrize("navn", [*KENDT_FRA, "cpr_adresser", "cpr_boern"])
def test_ingen_raekke_forsvinder_igen(verden, navn: str):
    antal = [skaer(verden, dag)[navn].height for dag in DAGE]
    assert antal == sorted(antal)
    assert antal[0] < antal[-1] or navn in {"cpr_beskyttelse", "cpr_separation"}


@pytest.mark.parametrize(("navn", "kolonne"), KENDT_FRA.items())
def test_ingen_raekke_er_kendt_for_tidligt(verden, navn: str, kolonne: str):
    assert skaer(verden, DATO)[navn][kolonne].max() <= DATO


def test_enkelte_flytninger_er_anmeldt_i_forvejen(verden):
    adresser = skaer(verden, DATO)["cpr_adresser"]
    fremtidige = adresser.filter(pl.col("fra") > DATO)
    assert 0 < fremtidige.height < adresser.height * 0.01
    assert fremtidige["fra"].max() <= DATO + timedelta(days=10)
    assert set(fremtidige["register_status"]) == {"AKTUEL"}


@pytest.mark.parametrize(("dage", "status"), [(13, "AKTUEL"), (14, "RETTET")])
def test_en_fejl_rettes_efter_fjorten_dage(dage: int, status: str):
    raekke = {"cpr": "6705850028", "fra": DATO, "til": None, "register_status": "RETTET"}
    tabel = pl.DataFrame([raekke], schema_overrides={"til": pl.Date})
    skaaret = skaer({"cpr_separation": tabel}, DATO + timedelta(days=dage))
    assert skaaret["cpr_separation"]["register_status"].to_list() == [status]


@pytest.mark.parametrize("navn", ["cpr_status", "cpr_civilstand", "cpr_adresser"])
def test_perioderne_afloeser_hinanden(verden, navn: str):
    taeller = pl.col("register_status").is_in(["AKTUEL", "HISTORISK"])
    naeste = pl.col("fra").shift(-1).over("cpr", order_by="fra")
    raekker = verden[navn].filter(taeller).with_columns(naeste=naeste)
    # De fejl, der endnu ikke er opdaget på sidste dag, ligger oven i den rigtige række.
    overlap = raekker.filter(pl.col("til") >= pl.col("naeste"))
    assert overlap.is_empty()


def test_adresserne_har_kontraktens_normalform(verden):
    adresser = verden["cpr_adresser"]
    assert adresser["vejkode"].str.contains(r"^\d{4}$").all()
    assert adresser["husnr"].str.contains(r"^\d{3}[A-E]?$").all()
    assert adresser["etage"].drop_nulls().str.contains(r"^(st|[1-9])$").all()
    assert adresser["sidedoer"].drop_nulls().str.contains(r"^(tv|th|mf|[1-9]\d?)$").all()
