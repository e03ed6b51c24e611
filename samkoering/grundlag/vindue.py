"""Kontrolperioden: fra den første dag for tre måneder siden til denne måneds sidste dag."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Vindue:
    """Kontrolperioden for én kørselsdato; alle grænser er med."""

    dag: date
    start: date
    slut: date
    seneste_maaned_start: date
    seneste_maaned_slut: date


def vindue(dag: date) -> Vindue:
    """Kontrolperioden for kørselsdatoen ``dag`` (kvikguiden: Kontrolperiode)."""
    sidst = plus_maaneder(dag.replace(day=1), -1)
    return Vindue(
        dag=dag,
        start=plus_maaneder(dag.replace(day=1), -3),
        slut=maanedens_slut(dag),
        seneste_maaned_start=sidst,
        seneste_maaned_slut=maanedens_slut(sidst),
    )


def maanedens_slut(dag: date) -> date:
    """Månedens sidste dag."""
    return dag.replace(day=calendar.monthrange(dag.year, dag.month)[1])


def plus_maaneder(dag: date, antal: int) -> date:
    """Samme dag ``antal`` måneder senere; en dag, der ikke findes, bliver månedens sidste."""
    aar, maaned = divmod(dag.year * 12 + dag.month - 1 + antal, 12)
    sidste = calendar.monthrange(aar, maaned + 1)[1]
    return date(aar, maaned + 1, min(dag.day, sidste))
