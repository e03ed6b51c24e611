"""KLE-numrene: hvilke ydelser der kontrolleres, og hvilke regler der gælder for dem."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path

_FIL = Path(__file__).with_name("kle.toml")


class Saet(Enum):
    """KLE-sættene, som guiden bruger dem."""

    ALLE = "ALLE"
    FORSOERGER = "FORSOERGER"
    BIDRAG = "BIDRAG"
    INGEN = "INGEN"

    @property
    def numre(self) -> frozenset[str]:
        """Sættets KLE-numre."""
        return frozenset(n.kle for n in numre() if self.value in n.saet)


@dataclass(frozen=True, slots=True)
class Nummer:
    """Et KLE-nummer med navn, gyldighed og de sæt, det hører til."""

    kle: str
    navn: str
    kort: str
    saet: frozenset[str]
    gyldig_fra: date | None = None
    gyldig_til: date | None = None
    afloest_af: str = ""


@lru_cache(maxsize=1)
def numre() -> tuple[Nummer, ...]:
    """Alle kontrollerede KLE-numre i nummerorden."""
    with _FIL.open("rb") as fil:
        poster = tomllib.load(fil)["nummer"]
    return tuple(Nummer(**{**post, "saet": frozenset(post["saet"])}) for post in poster)


def nummer(kle: str) -> Nummer:
    """Ét KLE-nummer; ``KeyError`` når det ikke kontrolleres."""
    for kandidat in numre():
        if kandidat.kle == kle:
            return kandidat
    raise KeyError(kle)
