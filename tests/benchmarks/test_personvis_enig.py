"""Rivalerne måles kun, fordi de er enige med motoren, række for række."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from benchmarks.personvis import loekke, regelmotor
from registre.laesning import Udtraek
from registre.skrivning import skriv
from registre.syntetisk import danmark
from samkoering.motor.beregning import beregn
from samkoering.motor.resultat import udfald_som_tekst
from tests.benchmarks.test_duckdb_enig import tilfaeldig_parquet
from tests.uafhaengig.tilfaeldig import DAGE

DAG = date(2018, 6, 19)
Rival = Callable[[Path, date], tuple[list[tuple[str, ...]], int]]
RIVALER = pytest.mark.parametrize(
    "rival", [loekke.find_udfald, regelmotor.find_udfald], ids=["løkken", "regelmotoren"]
)


def motorens(mappe: Path, dag: date) -> list[tuple[object, ...]]:
    return udfald_som_tekst(beregn(Udtraek(mappe), dag, med_bevis=False)).rows()


@pytest.fixture(scope="module")
def lille_danmark(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("lille") / "danmark"
    skriv(danmark(1500, ["0175", "0173"], DAG, 1, 0), mappe)
    return mappe


@RIVALER
def test_enig_paa_et_syntetisk_danmark(rival: Rival, lille_danmark: Path):
    vores = motorens(lille_danmark, DAG)
    assert len({regel for _, _, regel, *_ in vores}) >= 15
    deres, sager = rival(lille_danmark, DAG)
    assert deres == vores
    assert sager >= 1500


@RIVALER
@pytest.mark.parametrize("froe", range(4))
def test_enig_paa_tilfaeldige_mapper(rival: Rival, froe: int, tmp_path: Path):
    dag = DAGE[froe % len(DAGE)]
    mappe = tilfaeldig_parquet(froe, tmp_path, dag)
    vores = motorens(mappe, dag)
    assert vores
    assert rival(mappe, dag)[0] == vores
