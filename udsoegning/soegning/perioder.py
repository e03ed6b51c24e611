"""Søgningens perioder: de tolv hele måneder, tilbageblikket, og alderen til begge sider.

Pensionsalderen står ikke i kilderne; tabellen er husets tolkning og skal ses efter af kommunen
(docs/udsoegning.md, F3).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

MAANEDER = 12
TILBAGEBLIK = 24
"""Så mange måneder tilbage holder en ydelse borgeren ude."""
MYNDIG = 18 * 12
PENSIONSALDRE: tuple[tuple[date, int], ...] = (
    (date(1967, 1, 1), 69 * 12),
    (date(1963, 1, 1), 68 * 12),
    (date(1955, 7, 1), 67 * 12),
    (date(1955, 1, 1), 66 * 12 + 6),
    (date(1954, 7, 1), 66 * 12),
    (date(1954, 1, 1), 65 * 12 + 6),
    (date.min, 65 * 12),
)
"""Født på dagen eller senere → alder i måneder; den første, der passer, gælder."""


def plus_maaneder(dag: date, maaneder: int) -> date:
    """Samme dag i en anden måned; findes den ikke, månedens sidste."""
    nr = dag.year * 12 + dag.month - 1 + maaneder
    aar, maaned = nr // 12, nr % 12 + 1
    return date(aar, maaned, min(dag.day, calendar.monthrange(aar, maaned)[1]))


def indkomstperiode(dag: date) -> tuple[date, date]:
    """De seneste tolv hele måneder før ``dag``: første og sidste dag, begge med."""
    denne = dag.replace(day=1)
    return plus_maaneder(denne, -MAANEDER), denne - timedelta(days=1)


def ydelser_fra(dag: date) -> date:
    """En ydelse, der sluttede denne dag eller senere, holder borgeren ude."""
    return plus_maaneder(dag, -TILBAGEBLIK)


def er_myndig(foedt: date, dag: date) -> bool:
    """Om borgeren er fyldt 18 år."""
    return plus_maaneder(foedt, MYNDIG) <= dag


def pensionsdag(foedt: date) -> date:
    """Den dag, borgeren når pensionsalderen."""
    return plus_maaneder(foedt, next(alder for fra, alder in PENSIONSALDRE if foedt >= fra))
