"""Hvor ofte hver kontroltype fører til en ændring i demonstrationen; opdigtede tal."""

from __future__ import annotations

from collections.abc import Collection

TRAEF = {
    "bilkoeb": 0.07,
    "bilsalg": 0.05,
    "mange_bilhandler": 0.11,
    "ny_virksomhed": 0.22,
    "b_indkomst": 0.44,
    "ny_arbejdsgiver": 0.34,
    "momsindberetning": 0.21,
    "aendring_andre_ydelser": 0.28,
    "civilstand": 0.22,
    "barn_flytter": 0.14,
    "flytning": 0.09,
    "borger_doer": 0.60,
    "borgerstatus": 0.38,
    "foedsel": 0.12,
    "barn_doer": 0.15,
    "underholdsbidrag": 0.16,
    "feriekonto": 0.24,
}
"""Andel af de afsluttede sager, hvor tildelingen ændres, midt på året."""
FREMGANG = 0.16
"""Så meget stiger andelen fra årets begyndelse til dets slutning, i forhold til midten."""


def traef(regler: Collection[str], naaet: float) -> float:
    """Sandsynligheden for en ændring; den hændelse, der vejer tungest, afgør det.

    ``naaet`` er 0 for et år siden og 1 i dag.
    """
    tungest = max(TRAEF[regel] for regel in regler)
    return tungest * (1 + FREMGANG * (min(max(naaet, 0.0), 1.0) - 0.5))
