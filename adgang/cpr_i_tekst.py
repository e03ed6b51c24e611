"""Fri tekst må ikke bære CPR-numre videre."""

from __future__ import annotations

import re

from registre.cpr.numre import I_TEKST

_CPR = re.compile(I_TEKST)
UDEN_CPR = "Skriv {hvad} uden CPR-nummer"


def rummer_cpr(tekst: str) -> bool:
    """Om teksten rummer noget, der ligner et CPR-nummer."""
    return _CPR.search(tekst) is not None
