"""Følgesedlen: hvornår hvert register blev slået op, hvor gamle data er, og hvem der tav.

En valgfri fil i udtrækkets mappe. Uden den gælder filernes egen tid.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

FIL = "foelgeseddel.json"


@dataclass(frozen=True, slots=True)
class Linje:
    """Ét registers leverance: ISO-tidspunkt, ISO-dato, kilden og grunden, hvis det ikke svarede."""

    slaaet_op: str
    data_fra: str = ""
    kilde: str = ""
    grund: str = ""

    @property
    def hentet(self) -> datetime:
        """Tidspunktet for opslaget."""
        return datetime.fromisoformat(self.slaaet_op)

    @property
    def data_dato(self) -> date | None:
        """Den dag, data er fra."""
        return date.fromisoformat(self.data_fra[:10]) if self.data_fra else None


def skriv(linjer: dict[str, Linje], mappe: Path) -> None:
    """Læg følgesedlen i udtrækkets mappe."""
    tekst = json.dumps({rum: asdict(linje) for rum, linje in linjer.items()}, ensure_ascii=False)
    (mappe / FIL).write_text(tekst, encoding="utf-8")


def laes(mappe: Path) -> dict[str, Linje]:
    """Register → linje; tom, når mappen ingen følgeseddel har, eller den ikke kan læses."""
    try:
        raa = json.loads((mappe / FIL).read_text(encoding="utf-8"))
        linjer = {rum: Linje(**linje) for rum, linje in raa.items()}
        for linje in linjer.values():
            # En forskreven tid opdages her og vælter ikke natten senere.
            _ = (linje.hentet, linje.data_dato)
        return linjer
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
