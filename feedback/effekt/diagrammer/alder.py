"""De åbne sager efter alder, mod fristen på tre måneder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from adgang.smaatal.graense import SKJULT_ORD
from adgang.smaatal.trae import Gren
from feedback.effekt.diagrammer.diagram import Diagram
from feedback.effekt.diagrammer.tegning.alder import BRED, SMAL, tegn
from feedback.effekt.laesning import Figurer
from feedback.effekt.opdelinger import AABNE, ALDRE
from feedback.effekt.ord import heltal
from feedback.effekt.perioder import foerste_dag, nummer
from samkoering.grundlag.ord import maaned as maanedens_navn

_GRAENSER = (76, 61, 46)
"""De aldre, konklusionen helst handler om; den ældste, tallene kan vise, bruges."""
NAER_FRISTEN = 76


class Gruppe(NamedTuple):
    """Sager fra én alder til en anden; ``over`` er dem, hvis frist er passeret."""

    navn: str
    fra: int
    antal: int
    over: bool = False

    @property
    def naer(self) -> bool:
        """Om fristen er nær eller passeret."""
        return self.fra >= NAER_FRISTEN


def grupper(vist: Mapping[str, int]) -> tuple[Gruppe, ...]:
    """De fineste grupper, der vises; naboer er lagt sammen, hvor de er små."""
    if AABNE.navn not in vist:
        return ()
    return tuple(
        Gruppe(_navn(gren), _fra(gren), vist[gren.navn], gren.blade() == ("over",))
        for gren in AABNE.fineste(vist)
    )


def _navn(gren: Gren) -> str:
    foerste, sidste = gren.blade()[0], gren.blade()[-1]
    if len(gren.blade()) == len(ALDRE):
        return "Alle"
    if foerste == "over":
        return "Over fristen"
    fra = foerste.partition("-")[0]
    return f"{fra} og over" if sidste == "over" else f"{fra}–{sidste.rpartition('-')[2]}"


def _fra(gren: Gren) -> int:
    foerste = gren.blade()[0]
    return 93 if foerste == "over" else int(foerste.partition("-")[0])


def alder(figurer: Figurer) -> Diagram:
    """De åbne sager ved udgangen af periodens sidste måned."""
    til = figurer.valg.til
    sidste = foerste_dag(nummer(til) - 1)
    vist = figurer.vist("AABNE", periode=(sidste, til))
    alle = grupper(vist)
    return Diagram(
        navn="aabne-sager",
        skabelon="feedback/effekt/alder.html",
        titel=titel(alle),
        under=_under(alle, f"ved udgangen af {maanedens_navn(sidste)}"),
        definition="aabne",
        hoved=("Dage siden fundet", "Åbne sager"),
        raekker=[(gruppe.navn, gruppe.antal) for gruppe in alle] or [("Alle", SKJULT_ORD)],
        tegning=tuple(tegn(alle, form) for form in (BRED, SMAL)) if vist.get("aabne") else (),
        tom="" if alle else "Antallet vises ikke: der er ingen åbne sager, eller der er for få.",
    )


def titel(alle: tuple[Gruppe, ...]) -> str:
    """Hvor mange sager der er tæt på fristen, så langt tallene kan deles."""
    if not alle:
        return "Der er ingen eller for få åbne sager til at vise dem"
    ialt = sum(gruppe.antal for gruppe in alle)
    if not ialt:
        return "Ingen åbne sager"
    graense = next((g for g in _GRAENSER if any(gruppe.fra == g for gruppe in alle)), None)
    if graense is None:
        return f"{_sager(ialt)}; alderen vises ikke (små tal)" if len(alle) == 1 else _sager(ialt)
    aeldre = sum(gruppe.antal for gruppe in alle if gruppe.fra >= graense)
    hvor = "inden for omkring to uger" if graense == NAER_FRISTEN else ""
    if not aeldre:
        return f"Ingen åben sag er {graense} dage eller ældre"
    if hvor:
        return f"{_sager(aeldre)} rammer fristen {hvor} eller er over den"
    return f"{_sager(aeldre)} er {graense} dage eller ældre"


def _sager(antal: int) -> str:
    return f"{heltal(antal)} {'åben sag' if antal == 1 else 'åbne sager'}"


def _under(alle: tuple[Gruppe, ...], naar: str) -> str:
    if not alle:
        return f"Sager, der var åbne {naar}."
    ialt = sum(gruppe.antal for gruppe in alle)
    ord_ = "åben sag" if ialt == 1 else "åbne sager"
    return f"{heltal(ialt)} {ord_} {naar} efter antal dage, siden hændelsen blev fundet."
