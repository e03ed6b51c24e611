"""Kontraktens tabeller skrives i en mappe samlet: alle de nye, eller ingen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from registre.cpr.skema import BESKYTTELSE, BOERN
from registre.kontrakt import TABELLER
from registre.laesning import Udtraek
from registre.skrivning import skriv, til_ramme

ANNA, BO = "6705850028", "6806820033"
BOERNENE = til_ramme(BOERN, [(ANNA, BO, "AKTUEL")])
VAERN = til_ramme(BESKYTTELSE, [(ANNA, "0001", date(2020, 1, 1), None)])


def navne(mappe: Path) -> list[str]:
    return sorted(sti.name for sti in mappe.iterdir())


@pytest.mark.parametrize("format_", ["parquet", "csv"])
def test_det_skrevne_kan_laeses_efter_kontrakten(tmp_path: Path, format_: str):
    skriv({"cpr_boern": BOERNENE, "cpr_beskyttelse": VAERN}, tmp_path / "ud", format_)
    svar = Udtraek(tmp_path / "ud").ramme("cpr_beskyttelse").row(0)
    assert svar == (int(ANNA), "0001", date(2020, 1, 1), None)
    assert Udtraek(tmp_path / "ud").ramme("cpr_boern").height == 1


@pytest.mark.parametrize("format_", ["parquet", "csv"])
@pytest.mark.parametrize("navn", sorted(TABELLER))
def test_enhver_tom_tabel_er_et_svar(tmp_path: Path, navn: str, format_: str):
    alle = {tabel: til_ramme(TABELLER[tabel], ()) for tabel in {navn, "kommuner", "cpr_personer"}}
    skriv(alle, tmp_path / "ud", format_)
    assert Udtraek(tmp_path / "ud").leveret(navn).besvaret


def test_andre_filer_bliver_og_en_aeldre_udgave_gaar(tmp_path: Path):
    (tmp_path / "kommuner.csv").write_text("kommunekode,navn,par10_aktiveringsdato\n")
    (tmp_path / "under").mkdir()
    (tmp_path / "cpr_boern.csv").write_text("foraelder_cpr,barn_cpr,register_status\n")
    skriv({"cpr_boern": BOERNENE}, tmp_path, "parquet")
    assert navne(tmp_path) == ["cpr_boern.parquet", "kommuner.csv", "under"]


def test_gaar_det_galt_er_mappen_som_foer(tmp_path: Path):
    ud = tmp_path / "ud"
    skriv({"cpr_boern": BOERNENE}, ud, "csv")
    umulig = pl.DataFrame({"x": [[1]]})  # en liste kan ikke skrives som CSV
    with pytest.raises(pl.exceptions.PolarsError):
        skriv({"cpr_beskyttelse": VAERN, "cpr_boern": umulig}, ud, "csv")
    assert navne(tmp_path) == ["ud"]
    assert navne(ud) == ["cpr_boern.csv"]
    assert pl.read_csv(ud / "cpr_boern.csv").height == 1


def test_gaar_det_galt_foerste_gang_er_der_ingen_mappe(tmp_path: Path):
    with pytest.raises(ValueError, match="parquet, csv"):
        skriv({"cpr_boern": BOERNENE}, tmp_path / "ud", "xlsx")
    assert navne(tmp_path) == []


def test_overordnede_mapper_oprettes(tmp_path: Path):
    skriv({"cpr_boern": BOERNENE}, tmp_path / "a" / "b")
    assert navne(tmp_path / "a" / "b") == ["cpr_boern.parquet"]
