"""Barneproces: dan arket på én måde mange gange. ``python -m benchmarks.arket.maal MÅDE ANTAL``.

Skriver én linje JSON: processortid pr. ark i ms, hele forløbet regnet med, og PDF'ens størrelse.
"""

from __future__ import annotations

import gc
import itertools
import json
import sys
import time
from collections.abc import Callable

import django

django.setup()

from benchmarks.arket.forlaeg import arket  # noqa: E402

Dan = Callable[[], bytes]


def vores() -> Dan:
    """Portalens PDF: PDF/A-3a og PDF/UA-1 med det frosne indhold vedhæftet."""
    from journal.pdf import dan_pdf

    return lambda: dan_pdf(arket())


def weasyprint(*, arkiv: bool = False) -> Dan:
    """WeasyPrint på det utunede ark."""
    from benchmarks.arket import utunet

    dokument = utunet.html(arket())
    return lambda: utunet.dan(dokument, arkiv=arkiv)


def reportlab() -> Dan:
    """ReportLab med de samme ord."""
    from benchmarks.arket import blokke, med_reportlab

    indhold = blokke.blokke(arket().html)
    med_reportlab.klargoer()
    return lambda: med_reportlab.dan(indhold)


def typst() -> Dan:
    """typst med de samme ord."""
    from benchmarks.arket import blokke, med_typst

    kilde = med_typst.kilde(blokke.blokke(arket().html))
    skrifter, numre = med_typst.klargoer(), itertools.count()
    return lambda: med_typst.dan(kilde, skrifter, next(numre))


MAADER: dict[str, Callable[[], Dan]] = {
    "vores": vores,
    "weasyprint": weasyprint,
    "weasyprint-arkiv": lambda: weasyprint(arkiv=True),
    "reportlab": reportlab,
    "typst": typst,
}


def main(maade: str, antal: int) -> None:
    """Varm op, og dan så mange ark; oprydningen efter dem er med i tiden."""
    dan = MAADER[maade]()
    pdf = dan()
    gc.collect()
    begyndt = time.process_time()
    for _ in range(antal):
        dan()
    gc.collect()
    ms = (time.process_time() - begyndt) / antal * 1000
    print(json.dumps({"ms": ms, "kb": len(pdf) / 1024}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
