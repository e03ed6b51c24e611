"""Tragtens søjler på langs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adgang.smaatal.graense import SKJULT_ORD
from feedback.effekt.diagrammer.tegning.form import Form
from feedback.effekt.ord import heltal, i_procent

if TYPE_CHECKING:
    from feedback.effekt.diagrammer.tragt import Trin

BRED = Form("bred", 620, 212, 118)
SMAL = Form("smal", 320, 0, 104)
_SOEJLE = 30


@dataclass(frozen=True, slots=True)
class Bjaelke:
    """Et trin: navnet, søjlen, og tallene efter den."""

    navn: str
    y: int
    navn_x: int
    navn_y: int
    bredde: float
    tal: str
    andel: str
    tal_x: float
    lys: bool
    """En del af trinet over: tegnes lysere og med mønster."""
    skjult: bool


@dataclass(frozen=True, slots=True)
class Tegning:
    """Hele tragten."""

    form: Form
    hoejde: int
    soejle: int
    bjaelker: tuple[Bjaelke, ...]


def tegn(trin: Sequence[Trin], form: Form) -> Tegning:
    """Alle søjler måles mod det bredeste viste trin."""
    skridt = 58 if form.over else 46
    top = 24 if form.over else 6
    bjaelker = tuple(_bjaelke(et, nr, form, top + nr * skridt) for nr, et in enumerate(trin))
    return Tegning(form, top + len(trin) * skridt, _SOEJLE, bjaelker)


def _bjaelke(trin: Trin, nr: int, form: Form, y: int) -> Bjaelke:
    bredde = round(form.felt * (trin.andel or 0), 1)
    return Bjaelke(
        navn=trin.navn,
        y=y,
        navn_x=0 if form.over else form.venstre - 12,
        navn_y=y - 7 if form.over else y + 20,
        bredde=bredde,
        tal=SKJULT_ORD if trin.antal is None else heltal(trin.antal),
        andel="" if trin.andel is None else i_procent(trin.andel),
        tal_x=round(form.venstre + bredde + (10 if bredde else 0), 1),
        lys=nr == 4,
        skjult=trin.antal is None,
    )
