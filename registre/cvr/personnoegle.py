"""Nøglen fra CVR's enhedsnummer til CPR-nummer: en CSV med de to kolonner."""

from __future__ import annotations

import csv
import io

from registre.cpr.numre import er_cpr
from registre.cvr.knude import SvarAfvist

HOVED = ["enhedsnummer", "cpr"]


def laes_personnoegle(raa: bytes) -> dict[int, str]:
    """Enhedsnummer → CPR-nummer.

    Kaster ``SvarAfvist`` med række og grund; et CPR-nummer nævnes aldrig.
    """
    try:
        linjer = list(csv.reader(io.StringIO(raa.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as fejl:
        raise SvarAfvist("nøglen", "filen er ikke CSV i UTF-8.") from fejl
    if not linjer or [navn.strip() for navn in linjer[0]] != HOVED:
        raise SvarAfvist("nøglen, hovedet", f"ventede kolonnerne {','.join(HOVED)}.")
    noegle: dict[int, str] = {}
    for nr, linje in enumerate(linjer[1:], start=1):
        if linje:
            _tilfoej(noegle, nr, [felt.strip() for felt in linje])
    return noegle


def _tilfoej(noegle: dict[int, str], nr: int, felter: list[str]) -> None:
    sted = f"nøglen, række {nr}"
    if len(felter) != len(HOVED):
        raise SvarAfvist(sted, "ventede to felter.")
    enhedsnummer, cpr = felter
    if not (enhedsnummer.isascii() and enhedsnummer.isdigit()):
        raise SvarAfvist(sted, "enhedsnummer skal være et tal.")
    if not er_cpr(cpr):
        raise SvarAfvist(sted, "cpr skal være et CPR-nummer på 10 cifre.")
    if noegle.setdefault(int(enhedsnummer), cpr) != cpr:
        raise SvarAfvist(sted, "enhedsnummeret står med to forskellige CPR-numre.")
