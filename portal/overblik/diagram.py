"""Søjlerne til prognosen, regnet ud på serveren: to uger ad gangen, og hvad der ikke nås."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kontrol.prognose import Periode

BREDDE, HOEJDE, BUND, TOP = 640, 208, 176, 28
_LUFT = 0.28
"""Andelen af hver søjles plads, der er tom."""


@dataclass(frozen=True, slots=True)
class Soejle:
    """En søjle af det, der nås, med det, der ikke nås, ovenpå."""

    x: float
    midt: float
    bredde: float
    naas_y: float
    naas_hoejde: float
    tabt_y: float
    tabt_hoejde: float
    tal_y: float
    periode: Periode


@dataclass(frozen=True, slots=True)
class Diagram:
    """Hele tegningen."""

    soejler: tuple[Soejle, ...]
    bredde: int = BREDDE
    hoejde: int = HOEJDE
    bund: int = BUND
    datoer: int = BUND + 24
    """Datoernes grundlinje under søjlerne."""


def diagram(perioder: Sequence[Periode]) -> Diagram | None:
    """Tegningen; ``None``, når der ingen sager er."""
    hoejest = max((periode.udloeber for periode in perioder), default=0)
    if not hoejest:
        return None
    plads = BREDDE / len(perioder)
    return Diagram(
        tuple(
            _soejle(periode, nr * plads, plads, (BUND - TOP) / hoejest)
            for nr, periode in enumerate(perioder)
        )
    )


def _soejle(periode: Periode, venstre: float, plads: float, pr_sag: float) -> Soejle:
    tabt = periode.naas_ikke * pr_sag
    naas = periode.udloeber * pr_sag - tabt
    return Soejle(
        x=round(venstre + plads * _LUFT / 2, 1),
        midt=round(venstre + plads / 2, 1),
        bredde=round(plads * (1 - _LUFT), 1),
        naas_y=round(BUND - naas, 1),
        naas_hoejde=round(naas, 1),
        tabt_y=round(BUND - naas - tabt, 1),
        tabt_hoejde=round(tabt, 1),
        tal_y=round(BUND - naas - tabt - 8, 1),
        periode=periode,
    )
