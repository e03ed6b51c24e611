"""Delt på husstande og regnet for sig giver delene det samme svar som det hele, række for række."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from registre.laesning import Udtraek
from registre.skrivning import skriv
from registre.syntetisk import danmark
from samkoering.motor.beregning import beregn
from samkoering.motor.dele import DeleneErIkkeHele, Delsvar, beregn_i_dele, saml
from samkoering.motor.husstande import del_op
from samkoering.motor.resultat import UDFALD, status_som_tekst, udfald_som_tekst
from samkoering.regler import ALLE_REGLER
from tests.benchmarks.test_duckdb_enig import tilfaeldig_parquet
from tests.uafhaengig.tilfaeldig import DAGE

DAG = date(2018, 6, 19)
LANGT = pytest.mark.bevis
Raekker = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def lille_danmark(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("lille") / "danmark"
    skriv(danmark(1500, ["0175", "0173"], DAG, 1, 0), mappe)
    return mappe


def svar(mappe: Path, dag: date) -> tuple[Raekker, Raekker]:
    beregning = beregn(Udtraek(mappe), dag, med_bevis=False)
    return udfald_som_tekst(beregning).rows(), status_som_tekst(beregning).rows()


def delte_svar(mapper: list[Path], dag: date) -> tuple[Raekker, Raekker]:
    dele = [svar(mappe, dag) for mappe in mapper]
    udfald, status = (sorted(raekke for del_ in dele for raekke in del_[nr]) for nr in (0, 1))
    return udfald, status


@pytest.mark.parametrize("antal", [pytest.param(1, marks=LANGT), 2, pytest.param(7, marks=LANGT)])
def test_delt_er_som_udelt(lille_danmark: Path, antal: int, tmp_path: Path):
    udfald, status = svar(lille_danmark, DAG)
    mapper = del_op(lille_danmark, tmp_path / "dele", antal)
    assert delte_svar(mapper, DAG) == (udfald, sorted(status))
    sager = [pl.read_parquet(mappe / "ydelse_sager.parquet").height for mappe in mapper]
    assert min(sager) > 0.7 * max(sager)


@pytest.mark.parametrize("froe", [0, *(pytest.param(n, marks=LANGT) for n in range(1, 4))])
def test_delt_er_som_udelt_paa_tilfaeldige_mapper(froe: int, tmp_path: Path):
    dag = DAGE[froe % len(DAGE)]
    mappe = tilfaeldig_parquet(froe, tmp_path, dag)
    udfald, status = svar(mappe, dag)
    assert udfald
    assert delte_svar(del_op(mappe, tmp_path / "dele", 5), dag) == (udfald, sorted(status))


def test_delt_paa_numre_er_ikke_som_udelt(lille_danmark: Path, tmp_path: Path):
    """Prøven af prøven: mangler ægtefæller og børn, ses det i svaret."""
    mapper = del_op(lille_danmark, tmp_path / "dele", 2)
    for mappe in mapper:
        egne = pl.read_parquet(mappe / "ydelse_sager.parquet")["cpr"].implode()
        for navn in ("cpr_adresser", "cpr_status", "cpr_personer"):
            fil = mappe / f"{navn}.parquet"
            pl.read_parquet(fil).filter(pl.col("cpr").is_in(egne)).write_parquet(fil)
    assert delte_svar(mapper, DAG)[0] != svar(lille_danmark, DAG)[0]


def test_to_processer_samler_delene_i_resultatfilens_orden(lille_danmark: Path, tmp_path: Path):
    udfald, status = svar(lille_danmark, DAG)
    landet = beregn_i_dele(del_op(lille_danmark, tmp_path / "dele", 3), DAG)
    assert landet.udfald.rows() == udfald
    numre = {regel.slug: regel.nr for regel in ALLE_REGLER}
    assert landet.status == Counter((rolle, numre[slug], ord_) for _, rolle, slug, ord_ in status)


def test_et_par_og_deres_boern_staar_i_samme_del(lille_danmark: Path, tmp_path: Path):
    for mappe in del_op(lille_danmark, tmp_path / "dele", 4):
        sager, civilstand, boern, personer = (
            pl.read_parquet(mappe / f"{navn}.parquet")
            for navn in ("ydelse_sager", "cpr_civilstand", "cpr_boern", "cpr_personer")
        )
        ym = sager["cpr"].implode()
        gifte = civilstand.filter(pl.col("cpr").is_in(ym))["aegtefaelle_cpr"].drop_nulls()
        voksne = pl.concat([sager["cpr"], gifte])
        egne = boern.filter(pl.col("foraelder_cpr").is_in(voksne.implode()))["barn_cpr"]
        assert set(voksne) | set(egne) <= set(personer["cpr"])


@pytest.mark.parametrize(
    ("antal", "afvist", "hele"),
    [
        ([1000, 1000], [1, 1], True),  # 2 af 2.000 er netop tilladt
        ([1000, 999], [1, 1], False),
        ([10, 10], [1, 0], True),  # én er altid tilladt
        ([10, 10], [1, 1], False),
    ],
)
def test_graensen_for_afviste_raekker_doemmes_paa_det_hele(
    antal: list[int], afvist: list[int], hele: bool
):
    tomt = ingenting()
    dele = [
        replace(tomt, antal=Counter({"eindkomst": a}), afvist=Counter({"eindkomst": f}))
        for a, f in zip(antal, afvist, strict=True)
    ]
    if hele:
        assert saml(dele).udfald.is_empty()
        return
    with pytest.raises(DeleneErIkkeHele, match="eindkomst"):
        saml(dele)


def test_en_tabel_der_kun_tier_i_den_ene_del_regnes_udelt():
    tomt = ingenting()
    with pytest.raises(DeleneErIkkeHele, match="r75_moms"):
        saml([tomt, replace(tomt, uden_svar=("r75_moms",))])


def ingenting() -> Delsvar:
    ramme = pl.DataFrame(schema=dict.fromkeys(UDFALD, pl.String))
    return Delsvar(ramme, Counter(), Counter(), Counter(), ())
