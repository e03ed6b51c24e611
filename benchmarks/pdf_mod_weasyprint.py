"""Kontrolarkets PDF mod et rent WeasyPrint-kald på et utunet ark, og mod ReportLab og typst."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

from benchmarks.maaling import Maaling
from benchmarks.proces import koer

RUNDER, ARK = 7, 10
MOD: dict[str, tuple[str, str, float | None]] = {
    "weasyprint": (
        "pdf-mod-weasyprint", "et rent write_pdf() på et utunet ark, uden PDF/A", 0.667,
    ),
    "weasyprint-arkiv": (
        "pdf-mod-weasyprint-arkiv", "det samme kald, der selv beder om PDF/A-3a og tags", None,
    ),
    "reportlab": (
        "pdf-mod-reportlab", "ReportLab med de samme ord, uden tags og uden PDF/A", None,
    ),
    "typst": ("pdf-mod-typst", "typst med de samme ord, PDF/A-3a med tags", None),
}  # fmt: skip
OMFATTER = "processortid pr. kontrolark (to sider, PDF/A-3a + PDF/UA-1) på én kerne mod {}"


def maal(_mappe: Path) -> list[Maaling]:
    """Alle fem måder skiftevis, hver i sin proces, i syv runder."""
    runder = [{maade: _koer(maade) for maade in ("vores", *MOD)} for _ in range(RUNDER + 1)][1:]
    return [*(_sammenlign(maade, runder) for maade in MOD), *_konformitet()]


def _koer(maade: str) -> float:
    svar = koer(["-m", "benchmarks.arket.maal", maade, str(ARK)]).svar
    return float(json.loads(svar.splitlines()[-1])["ms"])


def _sammenlign(maade: str, runder: list[dict[str, float]]) -> Maaling:
    navn, hvem, maal_ = MOD[maade]
    return Maaling(
        navn, OMFATTER.format(hvem), median(r["vores"] for r in runder), "ms",
        median(r[maade] for r in runder), median(r["vores"] / r[maade] for r in runder), maal_,
    )  # fmt: skip


def _konformitet() -> list[Maaling]:
    """De samme bytes prøvet mod standarderne: antal brud på hver."""
    svar = json.loads(koer(["-m", "benchmarks.arket.konformitet"]).svar.splitlines()[-1])
    return [
        Maaling(f"pdf-brud-{navn}", f"brud på {navn} i det målte ark", antal, "brud", maal=0)
        for navn, antal in svar.items()
    ]
