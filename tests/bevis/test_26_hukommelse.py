"""Trussel 26: natten holder sit loft over hukommelsen og giver den tilbage (docs/natten.md).

Hver arbejder måles udefra, af et lille program, der selv kun er moder (``hukommelse/moder.py``).
Forsøgene er nætter.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.danmark import DAG, PERSONER, lav
from benchmarks.nattens_base import nattens_base
from registre.syntetisk import danmark, skriv
from tests.bevis.bevisbog import Bevisbog
from tests.bevis.hukommelse.moder import Forbrug

MODER = Path(__file__).parent / "hukommelse" / "moder.py"
LOFT, LILLE_LOFT = 1024.0, 256.0
"""MB for en arbejder, der kører hele landet, og for en, der kører to tusind modtagere."""
MODERENS_VAEKST = 8.0
"""Så mange MB må moderen vokse fra første til sidste nat: hun skal kunne leve i månedsvis."""
LILLE_LAND = (2_000, ["0101", "0147", "0173", "0175"])


def naetter(
    maade: str, udtraek: Path, antal: int, miljoe: Mapping[str, str] | None = None
) -> Forbrug:
    """Så mange nætter efter hinanden, og hvad de brugte."""
    dage = [(DAG + timedelta(days=nr)).isoformat() for nr in range(antal)]
    svar = subprocess.run(
        [sys.executable, str(MODER), maade, str(udtraek), *dage],
        env={**os.environ, "DEMO": "true", "LOG_NIVEAU": "ERROR", **(miljoe or {})},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert svar.returncode == 0, svar.stderr[-3_000:]
    return Forbrug(**json.loads(svar.stdout.splitlines()[-1]))


def over(forbrug: Forbrug, loft: float) -> list[str]:
    """Det, der brød løftet: en arbejder over loftet, eller en moder, der vokser."""
    foerst, sidst = forbrug.moder[0], forbrug.moder[-1]
    brud = []
    if forbrug.arbejder > loft:
        brud.append(f"en arbejder brugte {forbrug.arbejder:.0f} MB; loftet er {loft:.0f}")
    if sidst - foerst > MODERENS_VAEKST:
        brud.append(f"moderen voksede fra {foerst:.0f} til {sidst:.0f} MB")
    return brud


@pytest.fixture
def lille_land(tmp_path: Path) -> Path:
    """To tusind modtagere i fire kommuner."""
    personer, kommuner = LILLE_LAND
    skriv(danmark(personer, kommuner, DAG, 1, 0), tmp_path / "land", "parquet")
    return tmp_path / "land"


def test_en_lille_nat_holder_sit_loft(bevis: Bevisbog, lille_land: Path):
    antal = bevis.antal(kort=1, fuldt=5)
    husets = naetter("beregnet", lille_land, antal)
    holdende = naetter("holder", lille_land, 2)
    bevis.foer(
        26, f"En lille nats hukommelse: {husets.arbejder:.0f} MB, "
        f"holdt fast {holdende.arbejder:.0f}", forsoeg=antal, brud=over(husets, LILLE_LOFT),
        plantet_fejl_fanget=len(over(holdende, LILLE_LOFT)) == 2,
    )  # fmt: skip


@pytest.mark.bevis
def test_hele_landet_holder_loftet(bevis: Bevisbog, tmp_path: Path):
    """Hele landet: beregnet alene og skrevet på PostgreSQL af natkøens arbejder, to nætter."""
    land = tmp_path / "land"
    lav(land, PERSONER)
    beregnet = naetter("beregnet", land, 2)
    with nattens_base(land) as miljoe:
        hele = naetter("hele_naetter", land, 2, miljoe)
    holdende = naetter("holder", land, 2)
    bevis.foer(
        26, f"Hele landets hukommelse: beregnet {beregnet.arbejder:.0f} MB, "
        f"skrevet {hele.arbejder:.0f}, holdt fast {holdende.arbejder:.0f}",
        forsoeg=4, brud=over(beregnet, LOFT) + over(hele, LOFT),
        plantet_fejl_fanget=len(over(holdende, LOFT)) == 2,
    )  # fmt: skip


def test_graensen_for_et_brud():
    """Loftet må nås, men ikke overskrides; moderen må vokse så meget, men ikke mere."""
    assert not over(Forbrug(LOFT, [20, 20 + MODERENS_VAEKST]), LOFT)
    assert len(over(Forbrug(LOFT + 1, [20, 21 + MODERENS_VAEKST]), LOFT)) == 2
