"""Følgesedlen: hvornår hvert register blev slået op, hvad det leverede, og hvem der tav.

En valgfri fil i udtrækkets mappe. Uden den gælder filernes egen tid, og ingen kan se, om en fil
er hel; natten kræver den derfor (``registre.laesning.krav``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from registre.paa_plads import saet_paa_plads
from registre.tabel import Tabel

FIL = "foelgeseddel.json"


@dataclass(frozen=True, slots=True)
class Tabellinje:
    """Én leveret fil: antal rækker, fingeraftryk og den periode, kilden siger, den dækker.

    ``antal`` er tom, og perioden er tom tekst, når kilden ikke har sagt det.
    """

    antal: int | None = None
    sha256: str = ""
    periode_fra: str = ""
    periode_til: str = ""

    def __post_init__(self) -> None:
        """En forskreven linje opdages, når sedlen læses, og vælter ikke natten senere."""
        if type(self.antal) not in (int, type(None)) or not isinstance(self.sha256, str):
            raise ValueError("Antallet er et tal, og fingeraftrykket er tekst.")
        _ = self.periode

    @property
    def periode(self) -> tuple[date, date] | None:
        """Perioden med begge dage, når kilden har sagt den."""
        if not (self.periode_fra or self.periode_til):
            return None
        return date.fromisoformat(self.periode_fra), date.fromisoformat(self.periode_til)


@dataclass(frozen=True, slots=True)
class Linje:
    """Ét registers leverance: ISO-tidspunkt, ISO-dato, kilden og grunden, hvis det ikke svarede."""

    slaaet_op: str
    data_fra: str = ""
    kilde: str = ""
    grund: str = ""
    tabeller: Mapping[str, Tabellinje] = field(default_factory=dict)

    @property
    def hentet(self) -> datetime:
        """Tidspunktet for opslaget."""
        return datetime.fromisoformat(self.slaaet_op)

    @property
    def data_dato(self) -> date | None:
        """Den dag, data er fra."""
        return date.fromisoformat(self.data_fra[:10]) if self.data_fra else None


@dataclass(frozen=True, slots=True)
class Seddel:
    """Følgesedlen, som den blev læst; ``ulaeselig`` er den, der er der, men ikke kan læses."""

    linjer: Mapping[str, Linje] = field(default_factory=dict)
    findes: bool = False
    ulaeselig: bool = False

    def linje(self, tabel: Tabel) -> Linje | None:
        """Registerets linje; tabellen over mislykkede opslag hører til intet register."""
        return self.linjer.get(noegle(tabel))

    def tabellinje(self, tabel: Tabel) -> Tabellinje | None:
        """Det, kilden sagde om netop denne tabel."""
        linje = self.linje(tabel)
        return linje.tabeller.get(tabel.navn) if linje else None


def noegle(tabel: Tabel) -> str:
    """Den linje, tabellen står under."""
    return tabel.register or tabel.navn


def skriv(linjer: Mapping[str, Linje], mappe: Path) -> None:
    """Læg følgesedlen i udtrækkets mappe, hel eller slet ikke."""
    tekst = json.dumps({rum: asdict(linje) for rum, linje in linjer.items()}, ensure_ascii=False)
    halv = mappe / f".{FIL}.halv"
    halv.write_text(tekst, encoding="utf-8")
    saet_paa_plads(halv, mappe / FIL)


def laes(mappe: Path) -> Seddel:
    """Mappens følgeseddel; uden linjer, når mappen ingen har, eller den ikke kan læses."""
    if not (mappe / FIL).exists():
        return Seddel()
    try:
        raa = json.loads((mappe / FIL).read_text(encoding="utf-8"))
        linjer = {rum: _linje(linje) for rum, linje in raa.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return Seddel(findes=True, ulaeselig=True)
    return Seddel(linjer, findes=True)


def _linje(raa: dict[str, Any]) -> Linje:
    tabeller = {navn: Tabellinje(**tabel) for navn, tabel in raa.pop("tabeller", {}).items()}
    linje = Linje(**raa, tabeller=tabeller)
    _ = (linje.hentet, linje.data_dato)
    return linje


def fingeraftryk(fil: Path) -> str:
    """Filens SHA-256."""
    with fil.open("rb") as aaben:
        return hashlib.file_digest(aaben, "sha256").hexdigest()
