"""Andelene pr. borgergruppe, som siden viser dem."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.effekt.laesning import Figurer
from feedback.effekt.ligebehandling.grupper import DIMENSIONER, VAERDIER
from feedback.effekt.ligebehandling.gruppetal import OPDELING
from feedback.effekt.statistik import Andel, procent, wilson


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
    """En forskel nævnes kun, når to gruppers intervaller ikke overlapper."""
    viste = [(gruppe.navn, gruppe.traef) for gruppe in grupper if gruppe.traef]
    if len(viste) < 2:
        return "Der er ikke sager nok til at holde grupperne op mod hinanden."
    hoejest = max(viste, key=lambda led: led[1].nedre)
    lavest = min(viste, key=lambda led: led[1].oevre)
    if hoejest[1].nedre > lavest[1].oevre:
        return (
            f"Træfprocenten er højere for {hoejest[0]} ({procent(hoejest[1].andel)} %) "
            f"end for {lavest[0]} ({procent(lavest[1].andel)} %)."
        )
    return "Der er ingen forskel mellem grupperne, som ikke kan være tilfældig."
