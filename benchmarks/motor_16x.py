"""Motoren over op til seksten gange Danmark: tid, hukommelse og vækst pr. fordobling."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.danmark import DAG
from benchmarks.gentagelse import gentag
from benchmarks.maaling import Maaling
from benchmarks.proces import koer
from samkoering.motor.husstande import del_op

GANGE = (1, 2, 4, 8, 16)
_DELE_PR_LAND = 4
_SEKUNDER, _MB = 10.0, 1024.0


@dataclass(frozen=True, slots=True)
class Land:
    """Ét løb: hele processens tid og alle processers hukommelse."""

    gange: int
    sekunder: float
    mb: float
    sager: int
    udfald: int


def maal(mappe: Path) -> list[Maaling]:
    """Seksten gange Danmark: 2,4 mio. modtagere, delt på husstande, på to kerner."""
    dele = lav_dele(mappe, max(GANGE))
    lande = [_koer(gange, dele) for gange in GANGE]
    stoerst = lande[-1]
    omfatter = f"{stoerst.sager} sager, {stoerst.udfald} udfald, hele processen og dens børn"
    return [
        Maaling("motor-16x-sekunder", omfatter, stoerst.sekunder, "s", maal=_SEKUNDER),
        Maaling("motor-16x-hukommelse", omfatter, stoerst.mb, "MB", maal=_MB),
        *(
            Maaling(
                f"motor-{land.gange}x",
                f"{land.sager} sager, {land.mb:.0f} MB; mod det halve land",
                land.sekunder,
                "s",
                foer.sekunder,
                land.sekunder / foer.sekunder,
            )
            for foer, land in pairwise(lande)
        ),
    ]


def lav_dele(mappe: Path, gange: int) -> list[Path]:
    """Delene af det store land, delt på husstande; laves første gang."""
    ud = mappe.with_name(f"{mappe.name}-{gange}x{_DELE_PR_LAND}")
    if not ud.is_dir():
        with TemporaryDirectory(dir=mappe.parent) as midlertidig:
            halve = del_op(mappe, Path(midlertidig) / "halve", _DELE_PR_LAND)
            gentag(halve, Path(midlertidig) / "landet", gange)
            (Path(midlertidig) / "landet").rename(ud)
    return sorted(ud.iterdir())


def _koer(gange: int, dele: list[Path]) -> Land:
    mapper = [str(del_mappe) for del_mappe in dele[: gange * _DELE_PR_LAND]]
    forloeb = koer(["-m", "benchmarks.motor_i_dele", DAG.isoformat(), *mapper])
    svar = json.loads(forloeb.svar)
    return Land(gange, forloeb.sekunder, svar["mb"], svar["sager"], svar["udfald"])
