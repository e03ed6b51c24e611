"""Tragten: hvor mange af de sager, der sluttede, der kom til hvert næste trin."""

from __future__ import annotations

from typing import NamedTuple

from adgang.smaatal.graense import tal_eller_ord
from feedback.effekt.diagrammer.diagram import Diagram
from feedback.effekt.diagrammer.tegning.tragt import BRED, SMAL, tegn
from feedback.effekt.laesning import Figurer
from feedback.effekt.ord import i_procent
from feedback.effekt.statistik import hver
from kontrol.eksport.celler import Celle, Procent

_NAVNE = (
    "Sluttede sager",
    "Bestilt og visiteret",
    "Hørt i partshøring",
    "Ændret tildeling",
    "… heraf tilbagebetalingskrav",
)


class Trin(NamedTuple):
    """Et trin i tragten; ``None`` vises ikke. ``andel`` er af tragtens bredeste viste trin."""

    navn: str
    antal: int | None
    andel: float | None


def trinene(figurer: Figurer) -> tuple[Trin, ...]:
    """Trinene oppefra."""
    vist = figurer.vist("AFSLUTTET")
    afsluttet, aendret = vist.get("afsluttet"), vist.get("aendret")
    antal = (
        _sum(afsluttet, figurer.antal("UDLOEBET", "udloebet")),
        afsluttet,
        _sum(aendret, vist.get("henlagt_hoering")),
        aendret,
        vist.get("med_krav"),
    )
    foerste = next((et for et in antal if et is not None), None)
    return tuple(
        Trin(navn, et, et / foerste if foerste and et is not None else None)
        for navn, et in zip(_NAVNE, antal, strict=True)
    )


def _sum(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def tragt(figurer: Figurer) -> Diagram:
    """Tragten over de sager, der sluttede i perioden."""
    trin = trinene(figurer)
    tegnes = any(et.antal for et in trin)
    return Diagram(
        navn="tragt",
        skabelon="feedback/effekt/tragt.html",
        titel=titel(trin),
        under=under(trin, figurer.antal("AFSLUTTET", "henlagt_visitering")),
        definition="tragt",
        hoved=("Trin", "Sager", "Andel af det øverste viste"),
        raekker=[_celler(et) for et in trin],
        tegning=tuple(tegn(trin, form) for form in (BRED, SMAL)) if tegnes else (),
        tom="Der er ingen eller for få sager i perioden til at vise tragten.",
    )


def _celler(trin: Trin) -> tuple[Celle, ...]:
    antal = tal_eller_ord(trin.antal)
    return trin.navn, antal, None if trin.andel is None else Procent(trin.andel)


def titel(trin: tuple[Trin, ...]) -> str:
    """Hvor stor en del der endte med ændret tildeling."""
    sluttet, bestilt, _, aendret, _ = trin
    if not bestilt.antal:
        return "Der er ingen eller for få afsluttede sager til at vise, hvad de førte til"
    if aendret.antal is None:
        return "Der er for få sager til at vise, hvor mange der førte til ændret tildeling"
    if aendret.antal == 0:
        return "Ingen sag førte til ændret tildeling"
    ord_ = hver(aendret.andel or 0)
    hvilke = "bestilte" if sluttet.antal is None else "sluttede"
    hvem = f"{hvilke} sag" if ord_.startswith("hver ") else f"{hvilke} sager"
    return f"{ord_[0].upper()}{ord_[1:]} {hvem} førte til ændret tildeling"


def under(trin: tuple[Trin, ...], henlagt: int | None) -> str:
    """Hvad der skete med resten, så langt det vises."""
    sluttet, bestilt = trin[0].antal, trin[1].antal
    led = []
    if sluttet and bestilt is not None:
        udloebet = sluttet - bestilt
        andel = f"{i_procent(udloebet / sluttet)} udløb, før de blev bestilt"
        led.append(andel if udloebet else "Alle blev bestilt")
    if bestilt and henlagt is not None:
        led.append(f"{i_procent(henlagt / bestilt)} af de bestilte blev henlagt i visitering")
    if not led:
        return "Sager, der sluttede i perioden."
    begyndelse = "" if sluttet is not None else "Udløbne sager vises ikke (små tal). "
    tekst = ", og ".join(led)
    return f"{begyndelse}{tekst[0].upper()}{tekst[1:]}."
