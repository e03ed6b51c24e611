"""Andelene pr. borgergruppe, som siden viser dem."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from feedback.effekt.laesning import Figurer
from feedback.effekt.ligebehandling.grupper import DIMENSIONER, VAERDIER
from feedback.effekt.ligebehandling.gruppetal import OPDELING
from feedback.effekt.statistik import Andel, procent, retning, wilson


@dataclass(frozen=True, slots=True)
class Gruppe:
    """En gruppes afsluttede sager; ``traef`` er ``None``, når den er skjult."""

    navn: str
    afsluttet: int | None
    traef: Andel | None

    @property
    def interval(self) -> str:
        """Usikkerheden, som den skrives."""
        return f"{procent(self.traef.nedre)}–{procent(self.traef.oevre)} %" if self.traef else ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """En dimension med sine grupper og det, tallene viser."""

    navn: str
    grupper: tuple[Gruppe, ...]
    konklusion: str


def dimensioner(figurer: Figurer) -> list[Dimension]:
    """Alder, køn og civilstand, hver for sig."""
    return [_dimension(figurer, noegle, navn) for noegle, navn in DIMENSIONER.items()]


def _dimension(figurer: Figurer, noegle: str, navn: str) -> Dimension:
    grupper = tuple(_gruppe(figurer, OPDELING + noegle, vaerdi) for vaerdi in VAERDIER[noegle])
    return Dimension(navn, grupper, konklusion(grupper))


def _gruppe(figurer: Figurer, opdeling: str, vaerdi: str) -> Gruppe:
    afsluttet = figurer.antal(opdeling, "afsluttet", maerke=vaerdi)
    aendret = figurer.antal(opdeling, "aendret", maerke=vaerdi)
    traef = wilson(aendret, afsluttet) if aendret is not None and afsluttet else None
    return Gruppe(vaerdi, afsluttet, traef)


def konklusion(grupper: tuple[Gruppe, ...]) -> str:
    """Om træfprocenten skiller to af grupperne ad; bygger kun på de tal, der vises.

    Grupperne holdes parvis op mod hinanden, og den største sikre forskel nævnes.
    """
    viste = [(gruppe.navn, gruppe.traef) for gruppe in grupper if gruppe.traef]
    if len(viste) < 2:
        return "Der er ikke sager nok til at holde grupperne op mod hinanden."
    par = list(permutations(viste, 2))
    # Hvert par er med i begge retninger, så kun dem, hvor den anden er højest, tælles.
    sikre = [(lav, hoej) for lav, hoej in par if retning(lav[1], hoej[1], len(par) // 2) > 0]
    if not sikre:
        return "Forskellen mellem grupperne er ikke større, end tilfældigheder kan forklare."
    lavest, hoejest = max(sikre, key=lambda et: et[1][1].andel - et[0][1].andel)
    return (
        f"Træfprocenten er højere for {hoejest[0]} ({procent(hoejest[1].andel)} %) "
        f"end for {lavest[0]} ({procent(lavest[1].andel)} %). "
        "Forskellen kan ikke forklares af tilfældigheder alene; til eftersyn."
    )
