"""En delt bjælke for hvert kvartal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adgang.smaatal.graense import SKJULT_ORD
from feedback.effekt.diagrammer.tegning.form import Form
from feedback.effekt.ord import i_procent

if TYPE_CHECKING:
    from feedback.effekt.diagrammer.kvartaler import Kvartal

BRED = Form("bred", 620, 96, 4)
SMAL = Form("smal", 320, 0, 2)
_SOEJLE = 38
_MINDST_MED_TAL = 34
"""Et stykke, der er smallere, har ikke plads til sit tal; det står i tabellen."""


@dataclass(frozen=True, slots=True)
class Stykke:
    """Et udfalds del af bjælken."""

    udfald: str
    x: float
    bredde: float
    midt: float
    tal: str
    """Tom, når der ikke er plads."""


@dataclass(frozen=True, slots=True)
class Bjaelke:
    """Et kvartal; uden stykker, når det ikke vises."""

    navn: str
    y: int
    navn_x: int
    navn_y: int
    stykker: tuple[Stykke, ...]
    skjult: str


@dataclass(frozen=True, slots=True)
class Tegning:
    """Hele tegningen og de udfald, der skal forklares."""

    form: Form
    bjaelker: tuple[Bjaelke, ...]
    signatur: tuple[tuple[str, str], ...]
    """De udfald, der er tegnet, med deres navne."""
    hoejde: int
    soejle: int = _SOEJLE


def tegn(kvartaler: Sequence[Kvartal], navne: Mapping[str, str], form: Form) -> Tegning:
    """Bjælkerne er lige lange: de viser andele."""
    skridt = 66 if form.over else 56
    top = 22 if form.over else 4
    brugte = {udfald for kvartal in kvartaler for udfald in kvartal.dele}
    return Tegning(
        form,
        tuple(_bjaelke(k, form, top + nr * skridt) for nr, k in enumerate(kvartaler)),
        tuple((udfald, navn) for udfald, navn in navne.items() if udfald in brugte),
        top + len(kvartaler) * skridt - 12,
    )


def _bjaelke(kvartal: Kvartal, form: Form, y: int) -> Bjaelke:
    return Bjaelke(
        navn=kvartal.kort,
        y=y,
        navn_x=0 if form.over else form.venstre - 12,
        navn_y=y - 7 if form.over else y + 24,
        stykker=_stykker(kvartal, form),
        skjult="" if kvartal.ialt else SKJULT_ORD,
    )


def _stykker(kvartal: Kvartal, form: Form) -> tuple[Stykke, ...]:
    stykker, foer = [], 0
    for udfald, antal in kvartal.dele.items():
        if antal:
            x = form.venstre + form.felt * foer / kvartal.ialt
            bredde = form.felt * antal / kvartal.ialt
            tal = i_procent(antal / kvartal.ialt) if bredde >= _MINDST_MED_TAL else ""
            stykker.append(
                Stykke(udfald, round(x, 1), round(bredde, 1), round(x + bredde / 2, 1), tal)
            )
        foer += antal
    return tuple(stykker)
