"""Det, hvert diagram er: en titel, en tegning og en tabel med de samme tal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from adgang.smaatal.graense import SKJULT_ORD
from kontrol.eksport.celler import Celle

BREDDE = 640
"""Tegningens bredde i egne enheder; siden strækker den."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Et diagram. ``tegning`` er ``None``, når der intet er at tegne; ``tom`` siger så hvorfor."""

    navn: str
    skabelon: str
    titel: str
    under: str
    definition: str
    hoved: Sequence[str]
    raekker: Sequence[Sequence[Celle]]
    tegning: Any = None
    tom: str = ""


def eller_skjult(antal: int | None) -> Celle:
    """Tallet, eller at det er skjult."""
    return SKJULT_ORD if antal is None else antal


def soejle(antal: int, hoejest: int, laengde: float) -> float:
    """Søjlens længde; et antal, der ikke er nul, kan altid ses."""
    if not antal or not hoejest:
        return 0.0
    return round(max(2.0, laengde * antal / hoejest), 1)
