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
from tests.bevis.draebt.navnerum import IngenNavnerum, navnerum

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


KORT = Omfang(runder=1, redis=1, database=1, personer=1_000, kommuner=3)
LANDET = Omfang(runder=1, redis=0, database=0, personer=40_000, kommuner=98)
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


TO_ARBEJDERE = [
    # hvordan den ene dør                 tilvalg                   maskiner
    ("i hver sin proces, dræbt",          [],                       1),
    ("i hvert sit navnerum, dræbt",       ["--navnerum"],           2),
    ("i hvert sit navnerum, slukket",     ["--navnerum", "--sluk"], 2),
]  # fmt: skip


@pytest.mark.bevis
@pytest.mark.parametrize(("hvordan", "tilvalg", "maskiner"), TO_ARBEJDERE)
def test_to_arbejdere_og_den_ene_doer(
    bevis: Bevisbog, hvordan: str, tilvalg: list[str], maskiner: int
):
    """Natten deles i to; den ene arbejder dør og kommer ikke igen, og den anden bliver færdig.

    Et navnerum er eget net og eget værtsnavn, og kun PostgreSQL og Redis at mødes i. Slukket er
    uden net i samme øjeblik: ingen siger farvel til PostgreSQL, som selv må opdage det.
    Den plantede fejl er en deler, der giver hver sin halvdel på forhånd.
    """
    if maskiner > 1:
        spring_over_uden_navnerum()
    svar = koer(LANDET, "--een", *tilvalg)
    assert (svar.koersler, svar.draebte) == (1, 1)
    (levende,) = set(svar.dele) - {svar.doed}
    den_doedes, den_levendes = svar.dele[svar.doed], svar.dele[levende]
    assert den_doedes + den_levendes == LANDET.kommuner, svar.dele
    assert den_doedes - svar.foer[svar.doed] <= 1  # højst en commit, der var på vej
    assert den_levendes > svar.foer[levende] > 0  # begge var i gang, og den ene blev færdig
    assert len({navn.rpartition(":")[0] for navn in svar.dele}) == maskiner, svar.dele
    bevis.foer(
        4, f"To arbejdere {hvordan}: {den_doedes} + {den_levendes} kommuner",
        forsoeg=svar.raekker, brud=svar.tabte + svar.dobbelte + svar.halve,
        plantet_fejl_fanget=bool(svar.naivt_tabte),
    )  # fmt: skip


def spring_over_uden_navnerum() -> None:
    """Prøv at lave ét; kan det ikke, siger prøven hvorfor."""
    try:
        with navnerum(1):
            pass
    except IngenNavnerum as fejl:
        pytest.skip(str(fejl))
