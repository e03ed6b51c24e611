"""Standardfejl for husets kommandoer: dér skriver også det, der ikke går gennem loggen.

En forkert værdi på kommandolinjen, en afvist registerrække eller en uventet fejls spor gentager
gerne det, der stod; i en container er standardfejl loggen.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

from portal.logning import uden_cpr


class Vasket:
    """En strøm, der skriver alt videre uden CPR-numre."""

    def __init__(self, ud: TextIO) -> None:
        self._ud = ud

    def write(self, tekst: str) -> int:
        """Skriv teksten med numrene erstattet."""
        self._ud.write(uden_cpr(None, "", {"tekst": tekst})["tekst"])
        return len(tekst)

    def writelines(self, linjer: Iterable[str]) -> None:
        """Skriv linjerne hver for sig."""
        for linje in linjer:
            self.write(linje)

    def __getattr__(self, navn: str) -> Any:
        return getattr(self._ud, navn)


def vask_standardfejl() -> None:
    """Vask alt, processen herefter skriver på standardfejl; at gøre det igen ændrer intet."""
    if sys.stderr is not None and not isinstance(sys.stderr, Vasket):
        sys.stderr = cast(TextIO, Vasket(sys.stderr))
