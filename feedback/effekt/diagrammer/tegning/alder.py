"""Søjler efter alder med en linje, hvor fristen er."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import TYPE_CHECKING

from feedback.effekt.diagrammer.tegning.form import Form
from feedback.effekt.ord import heltal

if TYPE_CHECKING:
    from feedback.effekt.diagrammer.alder import Gruppe

BRED = Form("bred", 620, 44, 8)
SMAL = Form("smal", 320, 30, 4)
_TOP, _BUND, _HOEJDE = 40, 210, 246
_LUFT = 0.24
_HOEJST_BRED = 92
"""En søjle bliver ikke bredere, når der er få."""
_TEGN = 7.5
"""Så bredt er et tegn under søjlen, med luft til naboens."""


@dataclass(frozen=True, slots=True)
class Soejle:
    """En aldersgruppe."""

    navn: tuple[str, ...]
    """Én eller to linjer."""
    x: float
    midt: float
    bredde: float
    y: float
    hoejde: float
    tal: str
    naer: bool


@dataclass(frozen=True, slots=True)
class Maerke:
    """Et tal på den lodrette akse."""

    tal: str
    y: float


@dataclass(frozen=True, slots=True)
class Tegning:
    """Hele tegningen. ``frist_x`` er ``None``, når ingen gruppe er over fristen for sig."""

    form: Form
    soejler: tuple[Soejle, ...]
    maerker: tuple[Maerke, ...]
    frist_x: float | None
    top: int = _TOP
    bund: int = _BUND
    hoejde: int = _HOEJDE


def tegn(grupper: Sequence[Gruppe], form: Form) -> Tegning:
    """Søjlerne; aksen ender på et rundt tal over den højeste."""
    loft = rundt_op(max(gruppe.antal for gruppe in grupper))
    plads = form.felt / len(grupper)
    over = next((nr for nr, gruppe in enumerate(grupper) if gruppe.over), None)
    return Tegning(
        form,
        tuple(_soejle(g, form.venstre + nr * plads, plads, loft) for nr, g in enumerate(grupper)),
        tuple(Maerke(heltal(tal), _y(tal, loft)) for tal in sorted({0, loft // 2, loft})),
        None if over is None else round(form.venstre + over * plads, 1),
    )


def rundt_op(antal: int) -> int:
    """Det næste tal af formen 2, 4, 5, 6, 8 eller 10 gange en tierpotens."""
    if antal <= 4:
        return max(2, antal + antal % 2)
    ti = 10 ** int(log10(antal))
    return int(next(trin * ti for trin in (1, 2, 4, 5, 6, 8, 10) if trin * ti >= antal))


def _y(antal: float, loft: int) -> float:
    return round(_BUND - (_BUND - _TOP) * antal / loft, 1)


def _soejle(gruppe: Gruppe, venstre: float, plads: float, loft: int) -> Soejle:
    bredde = min(plads * (1 - _LUFT), _HOEJST_BRED)
    y = _y(gruppe.antal, loft)
    return Soejle(
        navn=_linjer(gruppe.navn, plads),
        x=round(venstre + (plads - bredde) / 2, 1),
        midt=round(venstre + plads / 2, 1),
        bredde=round(bredde, 1),
        y=y,
        hoejde=round(_BUND - y, 1),
        tal=heltal(gruppe.antal),
        naer=gruppe.naer,
    )


def _linjer(navn: str, plads: float) -> tuple[str, ...]:
    """Et navn med ord deles i to linjer; et spænd, der ellers ville røre naboens, ved stregen."""
    ord_ = navn.split(" ")
    if len(ord_) == 1 and len(navn) * _TEGN > plads:
        ord_ = navn.replace("–", "– ").split(" ")
    halv = ceil(len(ord_) / 2)
    return tuple(led for led in (" ".join(ord_[:halv]), " ".join(ord_[halv:])) if led)
