"""Hvor på siden ordene står, og hvor siderne brydes, når det foran dem fylder mere eller mindre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from weasyprint.formatting_structure import boxes

from journal.forlaeg import Forlaeg
from journal.henter import Henter
from journal.pdf import _Side, _skrifter, _stilark


@dataclass(frozen=True, slots=True)
class Ord:
    """En tekst på siden; mål i CSS-pixel."""

    tekst: str
    x: float
    bredde: float
    y: float


def skubbet(forlaeg: Forlaeg, fra: str, til: str, luft: Iterable[int]) -> list[list[list[str]]]:
    """Sidernes linjer for hver luft (mm), når det fra ``fra`` til ``til`` er den luft i stedet."""
    foer, rest = forlaeg.html.split(fra, 1)
    _, efter = rest.split(til, 1)
    return [
        siderne(
            replace(forlaeg, html=f'{foer}<div style="height: {mm}mm"></div>{til}{efter}'),
        )
        for mm in luft
    ]


def siderne(forlaeg: Forlaeg) -> list[list[str]]:
    """Hver sides linjer, uden sidehoved og sidefod."""
    return [
        [" ".join(o.tekst for o in linje) for _, linje in groupby(ordene, key=lambda o: o.y)]
        for ordene in ordene_paa_siderne(forlaeg)
    ]


def ordene_paa_siderne(forlaeg: Forlaeg) -> list[list[Ord]]:
    """Hver sides tekster oppefra og ned, fra venstre mod højre."""
    html = _Side(string=forlaeg.html, url_fetcher=Henter(), media_type="print")
    dokument = html.render(stylesheets=[_stilark(forlaeg.stil())], font_config=_skrifter())
    return [sorted(_tekster(side._page_box), key=lambda o: (o.y, o.x)) for side in dokument.pages]


def _tekster(boks: Any) -> Iterator[Ord]:
    if isinstance(boks, boxes.MarginBox):
        return
    if isinstance(boks, boxes.TextBox) and boks.text.strip():
        yield Ord(boks.text.strip(), boks.position_x, boks.width, round(boks.position_y))
    for barn in getattr(boks, "children", ()):
        yield from _tekster(barn)
