"""Søjlerne med andelen i indsats, måned for måned, og stregen ved 40 %, regnet på serveren."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from persongrupper.monitorering.oversigt import Maaned

BREDDE, HOEJDE, BUND, TOP, VENSTRE = 660, 240, 180, 12, 52
KRAV = 40
MINDST_HOEJE = 60.0
"""Procent øverst i tegningen, når ingen måned er højere."""
_LUFT = 0.34


@dataclass(frozen=True, slots=True)
class Soejle:
    """En måneds søjle; uden nævner er den tom, og der står »ikke opgjort«."""

    x: float
    midt: float
    bredde: float
    y: float
    hoejde: float
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
    datoer: int = BUND + 22
    tal: int = BUND + 44
    """Andelens grundlinje; under søjlen, så stregen aldrig går igennem den."""

    @property
    def krav_ord_y(self) -> float:
        """Grundlinjen for »40 %« ud for stregen."""
        return round(self.krav_y + 5, 1)


def diagram(maaneder: Sequence[Maaned]) -> Diagram | None:
    """Tegningen; ``None``, når ingen måned har en nævner."""
    if not any(en.tal.indsats for en in maaneder):
        return None
    plads = (BREDDE - VENSTRE) / len(maaneder)
    hoejest = max(MINDST_HOEJE, *(_andel(en) for en in maaneder))
    soejler = tuple(_soejle(nr, en, plads, hoejest) for nr, en in enumerate(maaneder))
    return Diagram(soejler, _y(KRAV, hoejest))


def _andel(en: Maaned) -> float:
    return 100 * en.tal.aktive / en.tal.indsats if en.tal.indsats else 0.0


def _soejle(nr: int, en: Maaned, plads: float, hoejest: float) -> Soejle:
    venstre, bredde = VENSTRE + nr * plads, min(plads * (1 - _LUFT), 64)
    y = _y(_andel(en), hoejest)
    return Soejle(
        x=round(venstre + (plads - bredde) / 2, 1),
        midt=round(venstre + plads / 2, 1),
        bredde=round(bredde, 1),
        y=y,
        hoejde=round(BUND - y, 1),
        maaned=en,
    )


def _y(procent: float, hoejest: float) -> float:
    return round(BUND - (BUND - TOP) * procent / hoejest, 1)
