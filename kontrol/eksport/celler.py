"""Cellernes værdier, og den ene sikring mod formler, alle filer bruger.

Et regneark læser en celle, der begynder med et af formeltegnene, som en formel; også efter
mellemrum og usynlige tegn, og nogle læser de brede tegn som de almindelige.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Kroner:
    """Et beløb i øre."""

    oere: int

    @property
    def beloeb(self) -> Decimal:
        """Beløbet i kroner."""
        return Decimal(self.oere) / 100


@dataclass(frozen=True, slots=True)
class Procent:
    """En andel mellem 0 og 1, skrevet i procent med én decimal."""

    andel: float


Celle = str | int | date | datetime | Kroner | Procent | None
"""``None`` er en tom celle."""

FORMELTEGN = frozenset("=+-@")
STYRETEGN = frozenset("\t\r\n")
HOEJST = 32_000
"""Et regneark tager ikke flere tegn i en celle; resten ville flyde ud i de næste."""
FORKORTET = " … (forkortet)"
_USYNLIGE = ("Cc", "Cf", "Zs", "Zl", "Zp")
_ULOVLIGE = ("Cc", "Cs")
"""Tegn, filerne ikke kan rumme: nul og andre styretegn, og halve tegn."""
_IKKE_TEGN = "\ufffe\uffff"


def tekst(vaerdi: str) -> str:
    """Teksten uden tegn, en fil ikke kan rumme, og ikke længere end en celle."""
    ren = "".join(tegn for tegn in vaerdi if _kan_skrives(tegn))
    return ren if len(ren) <= HOEJST else ren[: HOEJST - len(FORKORTET)] + FORKORTET


def _kan_skrives(tegn: str) -> bool:
    if tegn in STYRETEGN:
        return True
    return unicodedata.category(tegn) not in _ULOVLIGE and tegn not in _IKKE_TEGN


def er_formel(vaerdi: str) -> bool:
    """Om et regneark kan læse teksten som en formel."""
    if vaerdi[:1] in STYRETEGN:
        return True
    for tegn in vaerdi:
        # Det brede lighedstegn bliver i NFKC til det almindelige.
        if unicodedata.normalize("NFKC", tegn)[:1] in FORMELTEGN:
            return True
        if unicodedata.category(tegn) not in _USYNLIGE:
            return False
    return False


def uskadelig(vaerdi: str) -> str:
    """Teksten, som den kan stå i en fil uden cellernes typer: en formel får en apostrof foran."""
    ren = tekst(vaerdi)
    return f"'{ren}" if er_formel(ren) else ren
