"""Overblikkets tal uden ord, til programgrænsefladen: de samme figurer, og de samme skjulte."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from feedback.effekt.laesning import Figurer
from feedback.effekt.opdelinger import OPDELINGER
from feedback.effekt.perioder import foerste_dag, nummer

DEFINITIONER = {
    "NYE": "udstillet",
    "AFSLUTTET": "tragt",
    "UDLOEBET": "udloebet",
    "AABNE": "aabne",
    "AARSAG": "aarsag",
    "AENDRING": "aarsag",
}
"""Opdelingerne, overblikket viser, og ankeret til definitionen på siden (``/effekt/#d-…``)."""
GRENENES = {"aendret": "traefprocent", "med_krav": "krav", "uden_krav": "krav"}
"""De grene af de afsluttede, der har deres egen definition."""


class Tal(NamedTuple):
    """Ét antal; ``antal`` er ``None``, når det er skjult. ``til`` er dagen efter perioden."""

    opdeling: str
    gren: str
    fra: date
    til: date
    antal: int | None
    definition: str


def tallene(figurer: Figurer) -> Iterator[Tal]:
    """Hver gren i hver opdeling i valgets periode; de åbne ved udgangen af dens sidste måned."""
    valg = figurer.valg
    for opdeling, definition in DEFINITIONER.items():
        fra = foerste_dag(nummer(valg.til) - 1) if opdeling == "AABNE" else valg.fra
        vist = figurer.vist(opdeling, periode=(fra, valg.til))
        for gren in OPDELINGER[opdeling].alle():
            egen = GRENENES.get(gren.navn, definition) if opdeling == "AFSLUTTET" else definition
            yield Tal(opdeling, gren.navn, fra, valg.til, vist.get(gren.navn), egen)


def maal(figurer: Figurer) -> dict[str, dict[str, Any]]:
    """Behandlingstid og beløb med hver sin definition; ``None``, hvor de ikke vises."""
    figur = figurer.figur("AFSLUTTET")
    return {
        "behandlingstid": {
            "definition": "sagsbehandlingstid",
            "median_dage": figur.dage_median if figur else None,
            "ni_af_ti_dage": figur.dage_90 if figur else None,
        },
        "beloeb": {
            "definition": "krav",
            "krav_oere": figur.krav_oere if figur else None,
            "maanedlig_oere": figur.maanedlig_oere if figur else None,
        },
    }
