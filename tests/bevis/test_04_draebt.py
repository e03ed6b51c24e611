"""Trussel 4, 5 og 9: natten dræbes igen og igen, og intet er tabt, dobbelt eller halvt.

Alle arbejdere dræbes i samme øjeblik, Redis kommer tom tilbage, og PostgreSQL stoppes som med
``pg_ctl -m immediate``, mens en læser ser på listerne. Facit er den samme nat i fred. Tjenesterne
er bevisets egne; det kører som sit eget program (``tests/bevis/draebt``).
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from registre.syntetisk.kommuner import alle_kommuner
from tests.bevis.bevisbog import Bevisbog
from tests.bevis.draebt.forloeb import Svar

FORLOEB = Path(__file__).parent / "draebt" / "forloeb.py"
pytestmark = pytest.mark.postgres


@dataclass(frozen=True, slots=True)
class Omfang:
    """Hvor meget der dræbes; ``runder`` gange to arbejdere."""

    runder: int
    redis: int
    database: int
    personer: int
    kommuner: int


KORT = Omfang(runder=2, redis=1, database=1, personer=2_000, kommuner=4)
FULDT = Omfang(runder=25, redis=3, database=8, personer=40_000, kommuner=98)


def koer(omfang: Omfang, *ekstra: str) -> Svar:
    """Kør forløbet, og læs, hvad det viste."""
    kommuner = ",".join(sorted(alle_kommuner())[: omfang.kommuner])
    svar = subprocess.run(
        [
            sys.executable, str(FORLOEB), "--draeb", str(omfang.runder),
            "--redis", str(omfang.redis), "--database", str(omfang.database),
            "--personer", str(omfang.personer), "--kommuner", kommuner, "--arbejdere", "2", *ekstra,
        ],
        capture_output=True, text=True, check=False, timeout=3_000,
    )  # fmt: skip
    assert svar.returncode == 0, svar.stderr[-3_000:]
    return Svar(**json.loads(svar.stdout.splitlines()[-1]))


def test_draebt_igen_og_igen(bevis: Bevisbog):
    """Et forsøg er en række, natten skulle skrive, mens der blev dræbt omkring den."""
    omfang = FULDT if bevis.fuld else KORT
    svar = koer(omfang)
    assert svar.koersler == 1
    assert (svar.draebte, svar.redis, svar.databaser) == (
        2 * omfang.runder, omfang.redis, omfang.database,
    )  # fmt: skip
    for trussel, navn, forsoeg, brud in (
        (4, f"{svar.draebte} arbejdere dræbt", svar.raekker, svar.tabte + svar.dobbelte),
        (5, f"{svar.redis} gange en tom Redis", svar.raekker, svar.tabte + svar.dobbelte),
        (9, f"{svar.databaser} gange en stoppet database", svar.laesninger, svar.halve),
    ):
        bevis.foer(
            trussel, navn, forsoeg=forsoeg, brud=brud,
            plantet_fejl_fanget=bool(svar.naivt_tabte),
        )  # fmt: skip


@pytest.mark.bevis
def test_to_arbejdere_og_den_ene_doer(bevis: Bevisbog):
    """Natten deles i to; den ene arbejder dør og kommer ikke igen, og den anden bliver færdig."""
    svar = koer(Omfang(runder=1, redis=0, database=0, personer=40_000, kommuner=98), "--een")
    assert (svar.koersler, svar.draebte) == (1, 1)
    assert svar.arbejdere == 2  # begge havde skrevet, før den ene døde
    bevis.foer(
        4, "To arbejdere, den ene dør", forsoeg=svar.raekker,
        brud=svar.tabte + svar.dobbelte + svar.halve,
        plantet_fejl_fanget=bool(svar.naivt_tabte),
    )  # fmt: skip
