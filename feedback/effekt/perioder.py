"""Måneder som løbenumre, og de perioder, der opgøres, når en måned er slut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from adgang.smaatal.graense import GRAENSE
from adgang.smaatal.tidslinje import Periode

AAR = 12
KVARTAL = 3
HUSKES_MAANEDER = 37
"""Så gamle viste tal regnes med, når et nyt afgøres; ældre hænger ikke sammen med nye måneder."""
KORT_MINDST = 2 * GRAENSE
"""Så meget skal hver del være i en kort periode, så den lange om den altid kan vises."""


@dataclass(frozen=True, slots=True)
class Opgjort:
    """En periode, der opgøres, og det mindste, hver del skal være."""

    periode: Periode
    mindst: int = 0


def nummer(dag: date) -> int:
    """Dagens måned som løbenummer."""
    return dag.year * AAR + dag.month - 1


def foerste_dag(maaned: int) -> date:
    """Den første dag i måneden."""
    return date(maaned // AAR, maaned % AAR + 1, 1)


def begynder(maaned: int) -> datetime:
    """Månedens første øjeblik, dansk tid."""
    return timezone.make_aware(datetime.combine(foerste_dag(maaned), time.min))


def opgjorte(maaned: int, foerste: int) -> Iterator[Opgjort]:
    """Perioderne, der slutter med måneden: de seneste 12, og kvartalet, når det er slut.

    ``foerste`` er kommunens første måned. Før der er gået et år, opgøres det, der er, pr. kvartal.
    """
    slut = maaned + 1
    helt_kvartal = slut % KVARTAL == 0
    if slut - foerste >= AAR:
        yield Opgjort((slut - AAR, slut))
    elif helt_kvartal:
        yield Opgjort((foerste, slut), KORT_MINDST)
    if helt_kvartal and slut - KVARTAL >= foerste and slut - foerste != KVARTAL:
        yield Opgjort((slut - KVARTAL, slut), KORT_MINDST)
