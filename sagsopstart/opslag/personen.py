"""Det, CPR's svar siger om, hvem der ellers skal slås op: ægtefællen og de afløste numre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

SAMLEVENDE = ("G", "P")
"""Gift og registreret partner; en separation ændrer ikke, hvem ægtefællen er."""
Svar = Mapping[str, Sequence[Mapping[str, Any]]]


def aegtefaelle(svar: Svar) -> str | None:
    """Den nuværende ægtefælles CPR-nummer."""
    for raekke in svar["cpr_civilstand"]:
        if raekke["civilstand"] in SAMLEVENDE and raekke["aegtefaelle_cpr"]:
            return str(raekke["aegtefaelle_cpr"])
    return None


def alle_numre(svar: Svar, spurgt: Sequence[str]) -> list[str]:
    """Alle personens numre, det gældende først; dem, der blev spurgt om, når CPR ingen kender."""
    afloest = {str(r["cpr"]): r["gaeldende_cpr"] for r in svar["cpr_personer"]}
    numre = {*spurgt, *afloest, *(str(nyt) for nyt in afloest.values() if nyt)}
    gaeldende = sorted(nummer for nummer in numre if not afloest.get(nummer))
    rest = sorted(numre - set(gaeldende))
    return [*gaeldende, *rest] if afloest else list(spurgt)
