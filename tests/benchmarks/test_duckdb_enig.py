"""Rivalen måles kun, fordi den er enig med motoren, række for række."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from benchmarks.duckdb_regler import aabn, find_udfald
from registre.kontrakt import TABELLER
from registre.laesning import Udtraek
from registre.skrivning import skriv
from registre.syntetisk import danmark
from samkoering.motor.beregning import beregn
from samkoering.motor.resultat import UDFALD, udfald_som_tekst
from tests.uafhaengig.tilfaeldig import DAGE, skriv_mappe
from tests.uafhaengig.tilfaeldig_verden import Uheld

RENT = Uheld(
    dobbelt_noegle=0,
    ikke_besvaret=0,
    manglende_tabel=0,
    manglende_bestandstabel=0,
    ugyldig_raekke=0,
    for_mange_ugyldige=0,
    kreds=0,
)
"""Rivalen afviser ingen rækker, så dens mapper skal være fri for fejl og huller."""

Raekker = list[tuple[object, ...]]


def motorens(mappe: Path, dag: date) -> Raekker:
    return udfald_som_tekst(beregn(Udtraek(mappe), dag, med_bevis=False)).rows()


def rivalens(mappe: Path, dag: date, *, i_hukommelsen: bool) -> Raekker:
    raekker = find_udfald(aabn(mappe, i_hukommelsen=i_hukommelsen), dag)
    ramme = pl.DataFrame(raekker, schema=dict.fromkeys(UDFALD, pl.String), orient="row")
    return ramme.rows()


def tilfaeldig_parquet(seed: int, mappe: Path, dag: date) -> Path:
    """En tilfældig mappe uden fejl, skrevet om til Parquet med kontraktens typer."""
    skriv_mappe(seed, mappe / "csv", dag, personer=60, uheld=RENT)
    udtraek = Udtraek(mappe / "csv")
    cpr_som_tekst = pl.selectors.matches("cpr$")
    skriv(
        {
            navn: udtraek.ramme(navn).with_columns(cpr_som_tekst.cast(pl.String).str.zfill(10))
            for navn in TABELLER
        },
        mappe / "parquet",
    )
    return mappe / "parquet"


@pytest.mark.bevis
@pytest.mark.parametrize("seed", range(8, 40))
def test_enig_med_motoren_paa_flere_tilfaeldige_mapper(seed: int, tmp_path: Path):
    test_enig_med_motoren_paa_tilfaeldige_mapper(seed, tmp_path)


@pytest.mark.parametrize("seed", range(8))
def test_enig_med_motoren_paa_tilfaeldige_mapper(seed: int, tmp_path: Path):
    dag = DAGE[seed % len(DAGE)]
    mappe = tilfaeldig_parquet(seed, tmp_path, dag)
    vores = motorens(mappe, dag)
    assert vores
    assert rivalens(mappe, dag, i_hukommelsen=seed % 2 == 0) == vores


@pytest.mark.parametrize("i_hukommelsen", [False, True])
def test_enig_med_motoren_paa_et_syntetisk_danmark(i_hukommelsen: bool, tmp_path: Path):
    dag = date(2018, 6, 19)
    mappe = tmp_path / "danmark"
    skriv(danmark(1500, ["0175", "0173"], dag, 1, 0), mappe)
    vores = motorens(mappe, dag)
    assert len({regel for _, _, regel, *_ in vores}) >= 15
    assert rivalens(mappe, dag, i_hukommelsen=i_hukommelsen) == vores
