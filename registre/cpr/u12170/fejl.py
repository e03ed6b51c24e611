"""Hvorfor en fil blev afvist, og hvor; uden at fejlen røber et CPR-nummer."""

from __future__ import annotations

import re

_LANG_TALRAEKKE = re.compile(r"(\d{6})[ -]?\d{4,}")
_LAENGST = 40


class FilAfvist(Exception):
    """Hele filen er afvist.

    ``linje`` er linjens nummer, eller postens nummer i en fil uden linjeskift (første er 1);
    ``grund`` er en hel dansk sætning.
    """

    def __init__(self, linje: int, grund: str) -> None:
        super().__init__(linje, grund)
        self.linje = linje
        self.grund = grund

    def __str__(self) -> str:
        return f"Linje {self.linje}: {self.grund}"


def vis(vaerdi: str) -> str:
    """Værdien, som den må stå i en fejl: kort, og højst de første seks cifre af et nummer."""
    if not vaerdi.strip():
        return "ingenting"
    kort = vaerdi if len(vaerdi) <= _LAENGST else vaerdi[:_LAENGST] + "…"
    maskeret = _LANG_TALRAEKKE.sub(r"\1-****", kort)
    return f"»{maskeret}«"
