"""Søjlerne måned for måned: kontakt og ikke kontakt oven på hinanden, regnet på serveren."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hjemmebesoeg.statistik.maaneder import Maaned

BREDDE, BUND, TOP, VENSTRE = 660, 190, 26, 8
MAANEDER = 10
"""Så mange søjler kan læses."""
_LUFT = 0.34


@dataclass(frozen=True, slots=True)
class Soejle:
    """En måned; er kontakten skjult, er søjlen udelt, og er alt skjult, er den tom."""

    maaned: Maaned
    x: float
    midt: float
    bredde: float
    top: float
    hoejde: float
    kontakt_top: float
    kontakt_hoejde: float

    @property
    def tal_y(self) -> float:
        """Tallets grundlinje over søjlen."""
        return round(self.top - 6, 1)


@dataclass(frozen=True, slots=True)
class Diagram:
    """Hele tegningen med sin konklusion som titel."""

    soejler: tuple[Soejle, ...]
    titel: str
    bredde: int = BREDDE
    bund: int = BUND
    hoejde: int = BUND + 30
    datoer: int = BUND + 20


def diagram(maaneder: Sequence[Maaned]) -> Diagram | None:
    """De seneste måneder fra venstre mod højre; ``None``, når intet tal må vises."""
    seneste = list(maaneder[:MAANEDER])[::-1]
    hoejest = max((m.i_alt.besoegt or 0 for m in seneste), default=0)
    if not hoejest:
        return None
    plads = (BREDDE - VENSTRE) / len(seneste)
    soejler = tuple(_soejle(nr, m, plads, hoejest) for nr, m in enumerate(seneste))
    return Diagram(soejler, _konklusion(seneste))


def _konklusion(seneste: Sequence[Maaned]) -> str:
    """Det, tegningen viser, i en sætning; af de viste tal alene."""
    kendte = [m.i_alt for m in seneste if m.i_alt.kontakt is not None and m.i_alt.besoegt]
    besoegt = sum(tal.besoegt or 0 for tal in kendte)
    kontakt = sum(tal.kontakt or 0 for tal in kendte)
    if not besoegt:
        return "Så mange er opsøgt, måned for måned"
    return f"Der blev kontakt med {round(100 * kontakt / besoegt)} % af de opsøgte"


def _soejle(nr: int, maaned: Maaned, plads: float, hoejest: int) -> Soejle:
    bredde = min(plads * (1 - _LUFT), 46)
    venstre = VENSTRE + nr * plads
    hoejde = _hoejde(maaned.i_alt.besoegt or 0, hoejest)
    kontakt = _hoejde(maaned.i_alt.kontakt or 0, hoejest)
    return Soejle(
        maaned,
        x=round(venstre + (plads - bredde) / 2, 1),
        midt=round(venstre + plads / 2, 1),
        bredde=round(bredde, 1),
        top=round(BUND - hoejde, 1),
        hoejde=hoejde,
        kontakt_top=round(BUND - kontakt, 1),
        kontakt_hoejde=kontakt,
    )


def _hoejde(antal: int, hoejest: int) -> float:
    return round((BUND - TOP) * antal / hoejest, 1)
