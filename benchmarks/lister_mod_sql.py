"""Listernes sider ved 100.000 åbne sager mod den SQL, de selv har brug for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.maaling import Maaling
from benchmarks.portalen.base import portalens_base
from benchmarks.proces import koer

FAA, MANGE = 1_000, 100_000
LISTER = {"bestilling": "bestillingslisten", "prioritering": "prioriteringslisten"}
Maalt = dict[str, Any]


def maal(_mappe: Path) -> list[Maaling]:
    """Bestillingslisten og prioriteringslisten, hver fane og sortering, forrest og midt i."""
    with portalens_base(lille=FAA, stor=MANGE) as miljoe:
        maalt: list[Maalt] = json.loads(koer(["-m", "benchmarks.portalen.lister"], miljoe).svar)
    return [tal for liste in LISTER for tal in _listens(liste, maalt)]


def _listens(liste: str, maalt: list[Maalt]) -> Iterable[Maaling]:
    store = [m for m in maalt if (m["liste"], m["stoerrelse"]) == (liste, "stor")]
    smaa = {m["navn"]: m for m in maalt if (m["liste"], m["stoerrelse"]) == (liste, "lille")}
    paa = f"{LISTER[liste]} ved {_tusind(MANGE)} åbne sager i kommunen"
    vaerst = max(store, key=lambda m: m["forhold"])
    yield Maaling(
        f"{liste}-mod-sql", f"{paa} – hele siden mod dens egne spørgsmål; median af {len(store)}",
        median(m["side"] for m in store), "ms", median(m["sql"] for m in store),
        median(m["forhold"] for m in store), 3,
    )  # fmt: skip
    yield Maaling(
        f"{liste}-mod-sql-værst", f"{paa} – den side med det højeste forhold: {vaerst['navn']}",
        vaerst["side"], "ms", vaerst["sql"], vaerst["forhold"], 3,
    )  # fmt: skip
    langsomst = max(store, key=lambda m: m["side"])
    yield Maaling(
        f"{liste}-langsomst", f"{paa} – den langsomste side: {langsomst['navn']}",
        langsomst["side"], "ms", langsomst["sql"], langsomst["forhold"],
    )  # fmt: skip
    voksede = [m for m in store if m["antal"] > smaa[m["navn"]]["antal"]]
    flest, foer = max(m["antal"] for m in store), max(m["antal"] for m in smaa.values())
    ens = "ens på hver side" if not voksede else f"flere på {[m['navn'] for m in voksede]}"
    yield Maaling(
        f"{liste}-spørgsmål", f"flest spørgsmål på en side ved {_tusind(MANGE)} sager mod "
        f"{_tusind(FAA)}; {ens}", flest, "spørgsmål", foer, flest / foer, 1,
    )  # fmt: skip


def _tusind(tal: int) -> str:
    return f"{tal:,}".replace(",", ".")
