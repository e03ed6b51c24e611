"""Excel: tekst skrives som tekst, tal og datoer som tal og datoer. Intet bliver en formel."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

import xlsxwriter
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kontrol.eksport.celler import Celle, Kroner, Procent, tekst

_VALG = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORMER = {
    "dato": "dd-mm-yyyy",
    "tid": "dd-mm-yyyy hh:mm",
    "kroner": "#,##0.00",
    "tal": "0",
    "procent": "0.0%",
}
_FOERSTE_DAG = date(1900, 3, 1)
"""Tidligere dage regner regneark forkert ud; de skrives som tekst."""
_STOERSTE_TAL = 10**15
"""Større tal mister cifre i et regneark."""
_BREDDE = (8, 60)


def som_xlsx(ark: str, hoved: Sequence[str], raekker: Sequence[Sequence[Celle]]) -> bytes:
    """Et regneark med faste overskrifter og filter."""
    ud = io.BytesIO()
    with xlsxwriter.Workbook(ud, _VALG) as bog:
        blad = bog.add_worksheet(ark[:31])
        former = {navn: bog.add_format({"num_format": form}) for navn, form in _FORMER.items()}
        _overskrifter(bog, blad, hoved, len(raekker))
        for nr, raekke in enumerate(raekker, 1):
            for kolonne, celle in enumerate(raekke):
                _skriv(blad, (nr, kolonne), celle, former)
        for kolonne, navn in enumerate(hoved):
            laengst = max((len(str(r[kolonne])) for r in raekker[:200]), default=0)
            bred = max(len(navn) + 4, laengst + 2)
            blad.set_column(kolonne, kolonne, min(max(bred, _BREDDE[0]), _BREDDE[1]))
    return ud.getvalue()


def _overskrifter(bog: Workbook, blad: Worksheet, hoved: Sequence[str], antal: int) -> None:
    fed = bog.add_format({"bold": True, "bottom": 1})
    for kolonne, navn in enumerate(hoved):
        blad.write_string(0, kolonne, tekst(navn), fed)
    blad.freeze_panes(1, 0)
    blad.autofilter(0, 0, antal, len(hoved) - 1)


def _skriv(blad: Worksheet, sted: tuple[int, int], celle: Celle, former: dict[str, Format]) -> None:
    match celle:
        case None:
            pass
        case str():
            blad.write_string(*sted, _tekst(celle))
        case Kroner():
            blad.write_number(*sted, celle.beloeb, former["kroner"])
        case Procent():
            blad.write_number(*sted, celle.andel, former["procent"])
        case datetime():
            blad.write_datetime(*sted, timezone.make_naive(celle), former["tid"])
        case date() if celle >= _FOERSTE_DAG:
            blad.write_datetime(*sted, celle, former["dato"])
        case int() if abs(celle) < _STOERSTE_TAL:
            blad.write_number(*sted, celle, former["tal"])
        case _:
            blad.write_string(*sted, tekst(str(celle)))


def _tekst(celle: str) -> str:
    """Regneark kender kun ét linjeskift; vognretur ville stå som en kode."""
    return tekst(celle).replace("\r\n", "\n").replace("\r", "\n")
