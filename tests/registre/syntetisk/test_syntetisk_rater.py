"""Det syntetiske Danmark rammes af alle 17 regler, omtrent så ofte som i virkeligheden."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from registre.laesning import Udtraek
from registre.syntetisk import skaer, skriv
from samkoering.motor.beregning import Beregning, beregn

DATO = date(2018, 6, 19)


def nat(verden: dict[str, pl.DataFrame], dag: date, mappe: Path) -> Beregning:
    skriv(skaer(verden, dag), mappe)
    return beregn(Udtraek(mappe), dag, None, med_bevis=False)


@pytest.fixture(scope="module")
def foerste_nat(verden, tmp_path_factory: pytest.TempPathFactory) -> Beregning:
    return nat(verden, DATO, tmp_path_factory.mktemp("nat") / "ud")


@pytest.mark.parametrize("nr", range(1, 18))
def test_hver_regel_finder_noget(foerste_nat: Beregning, nr: int):
    assert foerste_nat.udfald.filter(nr=nr).height >= 1


def test_bestanden_er_saa_stor_som_bestilt(foerste_nat: Beregning):
    assert 1450 <= foerste_nat.status["sag"].n_unique() <= 1550


def test_omtrent_hver_sjette_rammes_i_et_kvartal(foerste_nat: Beregning):
    ramt = foerste_nat.udfald["sag"].n_unique()
    assert 0.14 <= ramt / foerste_nat.status["sag"].n_unique() <= 0.21


def test_nye_naetter_giver_nye_haendelser(verden, foerste_nat: Beregning, tmp_path: Path):
    def noegler(beregning: Beregning) -> set[tuple[object, ...]]:
        return set(beregning.udfald.select("nr", "rolle", "cpr", "noegle").iter_rows())

    dage = [DATO + timedelta(days=dage) for dage in range(1, 8)]
    kendte = [noegler(foerste_nat)]
    for dag in dage:
        kendte.append(noegler(nat(verden, dag, tmp_path / dag.isoformat())))
    nye = [len(i_dag - i_gaar) for i_gaar, i_dag in pairwise(kendte)]
    assert sum(nye) >= 5
    assert max(nye) < 60
