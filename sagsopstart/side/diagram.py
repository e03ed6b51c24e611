"""Månedernes søjler, regnet på serveren af de samme tal, som tabellen viser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BREDDE, HOEJDE, TOP, BUND = 660, 150, 16, 112
_LUFT = 0.3


@dataclass(frozen=True, slots=True)
class Soejle:
    """En måneds søjle; uden indberetning er der ingen."""

    x: float
    midt: float
    bredde: float
    y: float
    hoejde: float
    maaned: str
    tusinder: str
    """Beløbet i tusind kroner, som det står over søjlen."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Hele tegningen; ``nul`` er linjen ved 0 kr."""

    soejler: tuple[Soejle, ...]
    nul: float
    bredde: int = BREDDE
    hoejde: int = HOEJDE
    datoer: int = HOEJDE - 8


def diagram(maaneder: Sequence[tuple[str, int | None]]) -> Diagram | None:
    """Tegningen; ``None``, når ingen måned har en indberetning."""
    kendte = [beloeb for _, beloeb in maaneder if beloeb is not None]
    if not kendte:
        return None
    hoejest, lavest = max(0, *kendte), min(0, *kendte)
    spand = (hoejest - lavest) or 1
    nul = round(TOP + (BUND - TOP) * hoejest / spand, 1)
    plads = BREDDE / len(maaneder)
    return Diagram(
        tuple(_soejle(nr, m, b, plads, nul, spand) for nr, (m, b) in enumerate(maaneder)), nul
    )


def _soejle(
    nr: int, maaned: str, beloeb: int | None, plads: float, nul: float, spand: int
) -> Soejle:
    bredde = plads * (1 - _LUFT)
    hoejde = round((BUND - TOP) * abs(beloeb or 0) / spand, 1)
    tusinder = "" if beloeb is None else f"{beloeb / 100_000:.1f}".replace(".", ",")
    return Soejle(
        x=round(nr * plads + (plads - bredde) / 2, 1),
        midt=round(nr * plads + plads / 2, 1),
        bredde=round(bredde, 1),
        y=nul if (beloeb or 0) < 0 else round(nul - hoejde, 1),
        hoejde=hoejde,
        maaned=maaned,
        tusinder=tusinder.replace("-", "−"),
    )
