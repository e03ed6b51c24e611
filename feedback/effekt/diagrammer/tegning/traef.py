"""Et punkt og en streg for hver kontroltype, på en fælles akse i procent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from feedback.effekt.diagrammer.tegning.form import Form
from feedback.effekt.ord import heltal, i_procent
from feedback.effekt.statistik import Andel

if TYPE_CHECKING:
    from feedback.effekt.diagrammer.traef import Linje

BRED = Form("bred", 620, 236, 118)
SMAL = Form("smal", 320, 4, 16)
_TOP = 42
_SKJULT_BRED, _LUFT = 124, 8
"""Så bred er “Vises ikke (små tal)”, og så langt står den fra alle sagers linje."""


@dataclass(frozen=True, slots=True)
class Raekke:
    """En kontroltype; uden punkt, når den ikke vises."""

    navn: str
    y: int
    navn_y: int
    punkt: float | None
    fra: float
    til: float
    traef: str
    afsluttet: str


@dataclass(frozen=True, slots=True)
class Maerke:
    """Et tal på aksen."""

    tal: str
    x: float


@dataclass(frozen=True, slots=True)
class Tegning:
    """Hele tegningen; ``alle_x`` er alle sagers andel."""

    form: Form
    raekker: tuple[Raekke, ...]
    maerker: tuple[Maerke, ...]
    alle_x: float | None
    alle: str
    skjult_x: float
    """Her begynder “Vises ikke”: efter alle sagers linje, når der er plads, ellers forrest."""
    bund: int
    top: int = _TOP

    @property
    def hoejde(self) -> int:
        """Med aksens tal under."""
        return self.bund + 24


def tegn(linjer: Sequence[Linje], samlet: Andel | None, form: Form) -> Tegning:
    """Aksen går til det næste hele 10 over det højeste interval."""
    hoejest = max([linje.traef.oevre for linje in linjer if linje.traef], default=0.1)
    loft = max(ceil(hoejest * 10), ceil((samlet.andel if samlet else 0) * 10), 1)
    skridt = 44 if form.over else 26
    trin = 2 if loft > 6 or (form.over and loft > 4) else 1

    def x(andel: float) -> float:
        return round(form.venstre + form.felt * andel * 10 / loft, 1)

    alle_x = x(samlet.andel) if samlet else None
    return Tegning(
        form,
        tuple(_raekke(linje, _TOP + nr * skridt, form, x) for nr, linje in enumerate(linjer)),
        tuple(Maerke(f"{ti * 10} %", x(ti / 10)) for ti in range(0, loft + 1, trin)),
        alle_x,
        f"Alle sager {i_procent(samlet.andel)}" if samlet else "",
        _skjult_x(alle_x, form),
        _TOP + len(linjer) * skridt,
    )


def _skjult_x(alle_x: float | None, form: Form) -> float:
    forrest = form.venstre + _LUFT
    # Linjen skal være hel: brydes den af teksten, ligner det, at der ingen sager er dér.
    efter = forrest if alle_x is None or alle_x > forrest + _SKJULT_BRED else alle_x + _LUFT
    return round(min(efter, form.venstre + form.felt - _SKJULT_BRED), 1)


def _raekke(linje: Linje, top: int, form: Form, x: Callable[[float], float]) -> Raekke:
    traef = linje.traef
    return Raekke(
        navn=linje.navn,
        y=top + (30 if form.over else 13),
        navn_y=top + (16 if form.over else 18),
        punkt=x(traef.andel) if traef else None,
        fra=x(traef.nedre) if traef else 0,
        til=x(traef.oevre) if traef else 0,
        traef=i_procent(traef.andel) if traef else "",
        afsluttet="–" if linje.afsluttet is None else heltal(linje.afsluttet),
    )
