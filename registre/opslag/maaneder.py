"""Hele måneder, talt bagud."""

from __future__ import annotations

from datetime import date


def foerste_i_maanederne(dag: date, antal: int) -> list[date]:
    """Den første i de seneste ``antal`` hele måneder før dagens, den nyeste først."""
    denne = dag.year * 12 + dag.month - 1
    return [date((denne - nr) // 12, (denne - nr) % 12 + 1, 1) for nr in range(1, antal + 1)]
