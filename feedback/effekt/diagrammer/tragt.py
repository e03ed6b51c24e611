"""Tragten: hvor mange af de sager, der sluttede i perioden, der nåede hvert skridt."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.effekt.diagrammer.diagram import BREDDE, Diagram, eller_skjult, soejle
from feedback.effekt.laesning import Figurer
from feedback.effekt.ord import heltal
from feedback.effekt.statistik import hver, procent

_VENSTRE, _RAEKKE, _BJAELKE, _HOEJRE = 220, 42, 28, 130
_NAVNE = (
    "Udstillet på bestillingslisten",
    "Bestilt (udtaget til visitering)",
    "Partshørt eller høring fravalgt",
    "Ændret tildeling",
    "… heraf tilbagebetalingskrav",
)


@dataclass(frozen=True, slots=True)
class Trin:
    """Ét skridt. ``antal`` er ``None``, når det er skjult."""

    navn: str
    antal: int | None
    tekst: str
    andel: str
    y: float
    bredde: float
    sidste: bool

    @property
    def dx(self) -> float:
        """Tallet står lige efter bjælken."""
        return self.bredde + 10


@dataclass(frozen=True, slots=True)
class Tegning:
    """Hele tragten."""

    trin: tuple[Trin, ...]
    bredde: int = BREDDE
    hoejde: int = _RAEKKE * len(_NAVNE) + 8
    venstre: int = _VENSTRE
    bjaelke: int = _BJAELKE


def tragt(figurer: Figurer) -> Diagram:
    """Tragten over periodens afsluttede og udløbne sager."""
    antal = _antal(figurer)
    hoejest = antal[0] or max((a for a in antal if a), default=0)
    tegning = Tegning(tuple(_trin(nr, antal, hoejest) for nr in range(len(_NAVNE))))
    return Diagram(
        navn="tragt",
        skabelon="feedback/effekt/tragt.html",
        titel=_titel(antal),
        under=_under(antal, figurer),
        definition="tragt",
        hoved=("Skridt", "Sager", "Andel af udstillede"),
        raekker=[(t.navn, eller_skjult(t.antal), t.andel) for t in tegning.trin],
        tegning=tegning if hoejest else None,
        tom="Der er for få sager i perioden til at vise tragten.",
    )


def _antal(figurer: Figurer) -> tuple[int | None, ...]:
    afsluttet = figurer.antal("AFSLUTTET", "afsluttet")
    aendret = figurer.antal("AFSLUTTET", "aendret")
    return (
        _sum(afsluttet, figurer.antal("UDLOEBET", "udloebet")),
        afsluttet,
        _sum(figurer.antal("AFSLUTTET", "henlagt_hoering"), aendret),
        aendret,
        figurer.antal("AFSLUTTET", "med_krav"),
    )


def _sum(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def _trin(nr: int, antal: tuple[int | None, ...], hoejest: int) -> Trin:
    tal, hele = antal[nr], antal[0]
    return Trin(
        navn=_NAVNE[nr],
        antal=tal,
        tekst="Vises ikke (små tal)" if tal is None else heltal(tal),
        andel=f"{procent(tal / hele)} %" if tal is not None and hele else "",
        y=nr * _RAEKKE + 4,
        bredde=soejle(tal or 0, hoejest, BREDDE - _VENSTRE - _HOEJRE),
        sidste=nr == len(_NAVNE) - 1,
    )


def _titel(antal: tuple[int | None, ...]) -> str:
    udstillet, _, _, aendret, _ = antal
    if not udstillet or aendret is None:
        return "Fra udstillet sag til ændret tildeling"
    if aendret == 0:
        return "Ingen af de udstillede sager førte til ændret tildeling"
    ord_ = hver(aendret / udstillet)
    flere = "sager" if ord_.startswith(("næsten", "to ", "tre ", "fire ", "ni ", "en ")) else "sag"
    return f"{ord_[0].upper()}{ord_[1:]} udstillet {flere} fører til ændret tildeling".replace(
        "udstillet sager", "udstillede sager"
    )


def _under(antal: tuple[int | None, ...], figurer: Figurer) -> str:
    udstillet, bestilt, _, _, _ = antal
    henlagt = figurer.antal("AFSLUTTET", "henlagt_visitering")
    dele = []
    if udstillet and bestilt is not None:
        mangler = udstillet - bestilt
        if mangler == 0:
            dele.append("Alle sager blev bestilt")
        else:
            dele.append(f"{procent(mangler / udstillet)} % af sagerne blev aldrig bestilt")
    if bestilt and henlagt is not None:
        dele.append(f"{procent(henlagt / bestilt)} % af de bestilte blev henlagt i visiteringen")
    return ", og ".join(dele) + "." if dele else "Sager, der sluttede i perioden."
