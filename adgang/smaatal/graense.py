"""Grænsen: 1–4 vises ikke, og heller ikke det, de kan regnes ud af."""

from __future__ import annotations

from collections.abc import Sequence

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


def skjul_linje(dele: Sequence[int]) -> list[int | None]:
    """En linje, hvis sum kendes: små tal er ``None``, og de skjulte er tilsammen sikre.

    Er summen af de skjulte selv lille, eller er kun ét skjult, skjules også det mindste, der
    endnu vises, til resten ikke siger noget. En linje, hvis sum er lille, skjules helt.
    """
    vist: list[int | None] = [tal if er_sikkert(tal) else None for tal in dele]
    while _roeber(dele, vist):
        synlige = [(tal, nr) for nr, tal in enumerate(vist) if tal]
        if not synlige:
            return [None] * len(dele)
        vist[min(synlige)[1]] = None
    return vist


def sum_maa_vises(dele: Sequence[int], vist: Sequence[int | None]) -> bool:
    """Om summen må stå ved ``vist``, linjen som ``skjul_linje`` skjulte den, med dele over 0.

    Sandt, når hver skjult del stadig kan være flere tal for den, der kender reglen og summen.
    """
    skjulte = [tal for tal, viser in zip(dele, vist, strict=True) if viser is None]
    if not skjulte:
        return True
    i_alt, antal = sum(skjulte), len(skjulte)
    if antal == 1 or i_alt < GRAENSE:
        return False
    if max(skjulte) < GRAENSE:
        return antal < i_alt < antal * (GRAENSE - 1)  # ellers er de alle 1 eller alle 4
    # Den største er skjult med de små og er højst det mindste viste: ligger de for tæt, er de små
    # tilsammen givet.
    mindste = min((tal for tal in vist if tal), default=None)
    return mindste is None or i_alt - mindste < GRAENSE - 1


def _roeber(dele: Sequence[int], vist: Sequence[int | None]) -> bool:
    """Om det skjulte kan regnes ud af summen: det er ét tal, eller tilsammen for lidt."""
    skjulte = [tal for tal, viser in zip(dele, vist, strict=True) if viser is None]
    return bool(skjulte) and (len(skjulte) == 1 or sum(skjulte) < GRAENSE)
