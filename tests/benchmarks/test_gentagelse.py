"""Det store land er det syntetiske flere gange: nye personer hver gang, men de samme hændelser."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl

from benchmarks.gentagelse import gentag
from registre.skrivning import skriv
from registre.syntetisk import danmark
from samkoering.motor.dele import regn_del, saml
from samkoering.motor.husstande import del_op

DAG = date(2018, 6, 19)


def test_to_gange_landet_har_to_gange_udfaldene_og_ingen_gengangere(tmp_path: Path):
    skriv(danmark(600, ["0175"], DAG, 1, 0), tmp_path / "landet")
    enkelt = regn_del(tmp_path / "landet", DAG)
    mapper = gentag(del_op(tmp_path / "landet", tmp_path / "halve", 2), tmp_path / "stort", 2)
    dobbelt = saml([regn_del(mappe, DAG) for mappe in mapper])

    def pr_regel(udfald: pl.DataFrame) -> Counter[str]:
        return Counter(udfald["regel"].cast(pl.String))

    assert pr_regel(dobbelt.udfald) == Counter(
        {r: 2 * n for r, n in pr_regel(enkelt.udfald).items()}
    )
    assert dobbelt.status == Counter({celle: 2 * n for celle, n in enkelt.status.items()})
    foerste, anden = (_modtagere(mapper[nr : nr + 2]) for nr in (0, 2))
    assert foerste
    assert not foerste & anden
    assert all(numre[:2] > "60" for numre in foerste | anden)


def _modtagere(mapper: list[Path]) -> set[str]:
    return {
        cpr for mappe in mapper for cpr in pl.read_parquet(mappe / "ydelse_sager.parquet")["cpr"]
    }
