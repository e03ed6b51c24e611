"""De ændrede sager efter årsag og efter, hvordan ydelsen blev ændret."""

from __future__ import annotations

from dataclasses import dataclass

from adgang.smaatal.trae import Gren
from feedback.effekt.laesning import Figurer
from feedback.effekt.opdelinger import AARSAG, AENDRING
from feedback.effekt.ord import heltal
from feedback.effekt.statistik import procent
from feedback.models import Aarsag, Aendring

_NAVNE = {
    **dict(Aarsag.choices),
    **dict(Aendring.choices),
    "fejl": "En fejl eller formodet svig",
    "borger": "Borgerfejl eller formodet svig",
    "mindre": "Ydelsen stoppes eller nedsættes",
}


@dataclass(frozen=True, slots=True)
class Fordeling:
    """En lille tabel; ``raekker`` er (navn, antal, andel) og tom, når delingen er skjult."""

    titel: str
    raekker: tuple[tuple[str, str, str], ...]


def fordelinger(figurer: Figurer) -> tuple[Fordeling, ...]:
    """Begge fordelinger af periodens ændrede sager."""
    return (
        _fordeling("Årsagen til ændringen", "AARSAG", AARSAG, figurer),
        _fordeling("Hvordan ydelsen blev ændret", "AENDRING", AENDRING, figurer),
    )


def _fordeling(titel: str, opdeling: str, gren: Gren, figurer: Figurer) -> Fordeling:
    figur = figurer.figur(opdeling)
    vist = figur.vist if figur else {}
    hele = vist.get(gren.navn, 0)
    if not hele or not any(del_.navn in vist for del_ in gren.dele):
        return Fordeling(titel, ())
    return Fordeling(
        titel,
        tuple(
            (_NAVNE[del_.navn], heltal(vist[del_.navn]), f"{procent(vist[del_.navn] / hele)} %")
            for del_ in gren.fineste(vist)
        ),
    )
