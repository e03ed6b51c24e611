"""Grænsen: 1–4 vises ikke, og heller ikke det, de kan regnes ud af."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GRAENSE = 5
"""Det mindste antal, der vises; 0 vises også."""
SKJULT_ORD = "Vises ikke (små tal)"
"""Det, der står, hvor et tal er skjult."""


def er_sikkert(antal: int) -> bool:
    """Om antallet må vises: ingen, eller mindst ``GRAENSE``."""
    return antal == 0 or antal >= GRAENSE


def tal_eller_ord(antal: int | None) -> int | str:
    """Antallet, eller at det er skjult, til en celle i en fil eller en tabel."""
    return SKJULT_ORD if antal is None else antal


@dataclass(frozen=True, slots=True)
class Linje:
    """En linje og dens sum, som de må vises sammen; ``None`` er skjult. En vist sum er sikker."""

    dele: list[int | None]
    i_alt: int | None


def skjul_linje(dele: Sequence[int]) -> Linje:
    """Linjen, hvor små tal er skjult, og hvor intet skjult tal kan regnes ud af summen.

    Røber summen det skjulte, skjules de mindste viste også, til den ikke gør. Tal, der er lige
    store, skjules sammen: ellers sagde deres plads, hvem af dem der stod for. Hjælper intet,
    skjules hele linjen, og summen må heller ikke stå andre steder.
    """
    vist: list[int | None] = [tal if er_sikkert(tal) else None for tal in dele]
    while _roeber(dele, vist):
        mindste = min((tal for tal in vist if tal), default=None)
        if mindste is None:
            return Linje([None] * len(dele), None)
        vist = [None if tal == mindste else tal for tal in vist]
    return Linje(vist, sum(dele))


def skjul_del(antal: int, af: int) -> int | None:
    """Antallet, når ``af`` vises, og både det og resten må; ellers ``None``.

    Er ``af`` mindst ``GRAENSE``, kan et skjult tal altid være et andet: det og resten kan bytte, og
    er de ens, kan det ene være én større og det andet én mindre.
    """
    return antal if er_sikkert(antal) and er_sikkert(af - antal) else None


def _roeber(dele: Sequence[int], vist: Sequence[int | None]) -> bool:
    """Om det skjulte kan regnes ud af summen.

    Er to skjulte tal forskellige, kunne de lige så godt stå omvendt, og så er intet af dem givet;
    tilsammen må de heller ikke være et lille tal.
    """
    skjulte = [tal for tal, viser in zip(dele, vist, strict=True) if viser is None]
    return bool(skjulte) and (len(set(skjulte)) == 1 or sum(skjulte) < GRAENSE)
