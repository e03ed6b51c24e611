"""De ændrede sager efter årsag og efter, hvordan ydelsen blev ændret."""

from __future__ import annotations

from dataclasses import dataclass

from adgang.smaatal.graense import SKJULT_ORD
from adgang.smaatal.trae import Gren
from feedback.effekt.laesning import Figurer
from feedback.effekt.opdelinger import AARSAG, AENDRING
from feedback.effekt.ord import heltal
from feedback.effekt.statistik import procent
from feedback.models import Aarsag, Aendring
from kontrol.eksport.celler import Celle, Procent

_NAVNE = {
    **dict(Aarsag.choices),
    **dict(Aendring.choices),
    "fejl": "En fejl eller formodet svig",
    "borger": "Borgerfejl eller formodet svig",
    "mindre": "Ydelsen stoppes eller nedsættes",
}


@dataclass(frozen=True, slots=True)
class Fordeling:
    """En lille tabel; ``dele`` er (navn, antal, andel) og tom, når delingen er skjult."""

    navn: str
    titel: str
    dele: tuple[tuple[str, int, float], ...]

    @property
    def hoved(self) -> tuple[str, ...]:
        """Filens overskrifter."""
        return self.titel, "Ændrede sager", "Andel"

    @property
    def raekker(self) -> tuple[tuple[str, str, str], ...]:
        """Rækkerne, som de skrives på siden og i rapporten."""
        return tuple((navn, heltal(antal), f"{procent(del_)} %") for navn, antal, del_ in self.dele)

    @property
    def celler(self) -> list[tuple[Celle, ...]]:
        """Rækkerne, som de står i filen; en skjult deling siger, at den er det."""
        viste: list[tuple[Celle, ...]] = [
            (navn, antal, Procent(del_)) for navn, antal, del_ in self.dele
        ]
        return viste or [("Ændrede sager", SKJULT_ORD, None)]


def fordelinger(figurer: Figurer) -> tuple[Fordeling, ...]:
    """Begge fordelinger af periodens ændrede sager."""
    return (
        _fordeling("aarsag", "Årsagen til ændringen", AARSAG, figurer),
        _fordeling("aendring", "Hvordan ydelsen blev ændret", AENDRING, figurer),
    )


def _fordeling(navn: str, titel: str, gren: Gren, figurer: Figurer) -> Fordeling:
    vist = figurer.vist(navn.upper())
    hele = vist.get(gren.navn, 0)
    if not hele or not any(del_.navn in vist for del_ in gren.dele):
        return Fordeling(navn, titel, ())
    return Fordeling(
        navn,
        titel,
        tuple(
            (_NAVNE[del_.navn], vist[del_.navn], vist[del_.navn] / hele)
            for del_ in gren.fineste(vist)
        ),
    )
