"""Effektmålingens overblik mod de samme tal talt med SQL i de rå rækker.

"12 måneder × 98 kommuner × 100.000 behandlede sager" kan læses som 100.000 i landet eller 100.000 i
hver kommune. Her er mere end det første og den største kommune af det andet: 585.000 afsluttede
sager på 12 måneder i 98 kommuner, heraf 100.000 i den store og 5.000 i hver af de andre, og dertil
en tiendedel udløbne og lige så mange åbne. (98 × 100.000 er 9,8 mio. sager på et år: flere, end der
er borgere.) Overblikket er én kommunes side og måles i den store og i en lille, hvor sidens faste
tid fylder mest.

Siden er hele siden: døren, rækkesikkerheden, figurerne og skabelonen. SQL'en er fire sætninger
uden noget af det.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.maaling import Maaling
from benchmarks.portalen.base import portalens_base
from benchmarks.proces import koer

LILLE, GANGE = 5_000, 20
STOR = LILLE * GANGE
FYLD = "benchmarks.effekten.fyld"


def maal(_mappe: Path) -> list[Maaling]:
    """Effektmålingens overblik mod de samme tal talt med SQL."""
    with portalens_base(FYLD, lille=LILLE, gange=GANGE) as miljoe:
        maalt = json.loads(koer(["-m", "benchmarks.effekten.maal"], miljoe).svar)
    stor, lille = maalt
    return [
        _side("effekt-mod-sql", STOR, stor),
        _side("effekt-mod-sql-lille", LILLE, lille),
        Maaling(
            "effekt-spørgsmål", "overblikkets spørgsmål i den store kommune mod den lille",
            stor["spoergsmaal"], "spørgsmål", lille["spoergsmaal"],
            stor["spoergsmaal"] / lille["spoergsmaal"], 1,
        ),
    ]  # fmt: skip


def _side(navn: str, afsluttede: int, maalt: dict[str, Any]) -> Maaling:
    antal = f"{afsluttede:,}".replace(",", ".")
    return Maaling(
        navn, f"overblikket i en kommune med {antal} afsluttede sager på et år, af 585.000 i 98 "
        f"kommuner, mod fire sætninger SQL; {maalt['enige']} tal ens",
        maalt["side"], "ms", maalt["sql"], maalt["forhold"], 3,
    )  # fmt: skip
