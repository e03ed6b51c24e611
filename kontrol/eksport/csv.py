"""CSV, som dansk Excel læser den: semikolon, komma i tal og alle felter citeret."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils import timezone

from kontrol.eksport.celler import Celle, Kroner, Procent, uskadelig


def som_csv(raekker: Iterable[Sequence[Celle]]) -> bytes:
    """UTF-8 med BOM; ingen celle kan læses som en formel."""
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    skriver.writerows([skrevet(celle) for celle in raekke] for raekke in raekker)
    return ud.getvalue().encode("utf-8-sig")


def skrevet(celle: Celle) -> str:
    """Cellen som tekst. Tal og datoer er vores egne og kan ikke være formler."""
    match celle:
        case None:
            return ""
        case str():
            return uskadelig(celle)
        case Kroner() | Procent():
            return _med_komma(celle)
        case datetime():
            return f"{timezone.localtime(celle):%d-%m-%Y %H:%M}"
        case date():
            return f"{celle:%d-%m-%Y}"
        case int():
            return str(celle)


def _med_komma(celle: Kroner | Procent) -> str:
    tal = f"{celle.beloeb:.2f}" if isinstance(celle, Kroner) else f"{celle.andel * 100:.1f}"
    return tal.replace(".", ",")
