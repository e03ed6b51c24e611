"""Søjlerne med andelen i indsats, måned for måned, og stregen ved 40 %, regnet på serveren."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from persongrupper.monitorering.oversigt import Maaned

BREDDE, HOEJDE, BUND, TOP, VENSTRE = 660, 240, 196, 28, 52
HOEJEST = 100
"""Procent øverst i tegningen."""
KRAV = 40
_LUFT = 0.34


@dataclass(frozen=True, slots=True)
class Soejle:
    """En måneds søjle; uden nævner er den tom, og der står »ikke opgjort«."""

    x: float
    midt: float
    bredde: float
    y: float
    hoejde: float
    tal_y: float
    maaned: Maaned


@dataclass(frozen=True, slots=True)
class Diagram:
    """Hele tegningen."""

    soejler: tuple[Soejle, ...]
    krav_y: float
    bredde: int = BREDDE
    hoejde: int = HOEJDE
    bund: int = BUND
    venstre: int = VENSTRE
    datoer: int = BUND + 26

    @property
    def krav_ord_y(self) -> float:
        """Grundlinjen for »40 %« ud for stregen."""
        return round(self.krav_y + 5, 1)


def diagram(maaneder: Sequence[Maaned]) -> Diagram | None:
    """Tegningen; ``None``, når ingen måned har en nævner."""
    if not any(en.tal.indsats for en in maaneder):
        return None
    plads = (BREDDE - VENSTRE) / len(maaneder)
    soejler = tuple(_soejle(nr, en, plads) for nr, en in enumerate(maaneder))
    return Diagram(soejler, _y(KRAV))


def _soejle(nr: int, en: Maaned, plads: float) -> Soejle:
    andel = 100 * en.tal.aktive / en.tal.indsats if en.tal.indsats else 0
    venstre, bredde = VENSTRE + nr * plads, min(plads * (1 - _LUFT), 64)
    y = _y(andel)
    return Soejle(
        x=round(venstre + (plads - bredde) / 2, 1),
        midt=round(venstre + plads / 2, 1),
        bredde=round(bredde, 1),
        y=y,
        hoejde=round(BUND - y, 1),
        tal_y=round(y - 8, 1),
        maaned=en,
    )


def _y(procent: float) -> float:
    return round(BUND - (BUND - TOP) * procent / HOEJEST, 1)
