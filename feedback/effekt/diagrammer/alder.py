"""Åbne sager ved månedens udgang efter alder, op mod fristen på tre måneder."""

from __future__ import annotations

from dataclasses import dataclass

from adgang.smaatal.trae import Gren
from feedback.effekt.diagrammer.diagram import BREDDE, Diagram, soejle
from feedback.effekt.laesning import Figurer
from feedback.effekt.opdelinger import AABNE, ALDRE
from feedback.effekt.ord import antal_ord, heltal
from feedback.effekt.perioder import foerste_dag, nummer

_TOP, _BUND, _HOEJDE, _LUFT = 34, 210, 236, 0.22
_SNART = ("76-83", "84-frist", "over")
"""De aldre, der rammer fristen inden for to uger, eller har passeret den."""


@dataclass(frozen=True, slots=True)
class Soejle:
    """Én aldersgruppe, eller flere lagt sammen, fordi de er små hver for sig."""

    navn: str
    antal: int
    x: float
    midt: float
    bredde: float
    y: float
    hoejde: float
    snart: bool

    @property
    def tekst(self) -> str:
        """Antallet, som det skrives."""
        return heltal(self.antal)


@dataclass(frozen=True, slots=True)
class Tegning:
    """Alle søjlerne; fristen er grænsen mellem de åbne i tide og dem, der er over."""

    soejler: tuple[Soejle, ...]
    frist_x: float
    bredde: int = BREDDE
    hoejde: int = _HOEJDE
    top: int = _TOP
    bund: int = _BUND


def alder(figurer: Figurer) -> Diagram:
    """Søjlerne ved udgangen af periodens sidste måned."""
    til = figurer.valg.til
    figur = figurer.figur("AABNE", periode=(foerste_dag(nummer(til) - 1), til))
    vist = figur.vist if figur else {}
    grupper = list(_viste(AABNE, vist)) if vist else []
    return Diagram(
        navn="aabne-sager",
        skabelon="feedback/effekt/alder.html",
        titel=_titel(grupper, vist),
        under=_under(vist),
        definition="aabne",
        hoved=("Dage siden sagen blev fundet", "Åbne sager"),
        raekker=[(_navn(gren), vist[gren.navn]) for gren in grupper],
        tegning=_tegning(grupper, vist) if vist.get("aabne") else None,
        tom="Antallet af åbne sager vises ikke: der er ingen, eller der er under fem.",
    )


def _viste(gren: Gren, vist: dict[str, int]) -> list[Gren]:
    """De mindste grupper, der er vist; sammen er de alle åbne sager."""
    if gren.dele and all(del_.navn in vist for del_ in gren.dele):
        return [under for del_ in gren.dele for under in _viste(del_, vist)]
    return [gren]


def _navn(gren: Gren) -> str:
    foerste, sidste = gren.blade()[0], gren.blade()[-1]
    if foerste == "over":
        return "Over fristen"
    fra = foerste.partition("-")[0]
    til = {"over": "over fristen", "84-frist": "fristen"}.get(sidste, sidste.rpartition("-")[2])
    return f"{fra}–{til}"


def _tegning(grupper: list[Gren], vist: dict[str, int]) -> Tegning:
    hoejest = max(vist[gren.navn] for gren in grupper)
    plads = BREDDE / len(ALDRE)
    soejler, venstre, frist = [], 0.0, BREDDE
    for gren in grupper:
        bredt = plads * len(gren.blade())
        hoejde = soejle(vist[gren.navn], hoejest, _BUND - _TOP)
        soejler.append(
            Soejle(
                navn=_navn(gren),
                antal=vist[gren.navn],
                x=round(venstre + plads * _LUFT / 2, 1),
                midt=round(venstre + bredt / 2, 1),
                bredde=round(bredt - plads * _LUFT, 1),
                y=round(_BUND - hoejde, 1),
                hoejde=hoejde,
                snart=all(blad in _SNART for blad in gren.blade()),
            )
        )
        venstre += bredt
    return Tegning(tuple(soejler), round(frist - plads, 1))


def _titel(grupper: list[Gren], vist: dict[str, int]) -> str:
    if not vist:
        return "Åbne sager efter alder"
    if vist.get("aabne") == 0:
        return "Ingen sager var åbne"
    over = vist.get("over")
    snart = [gren for gren in grupper if all(blad in _SNART[:2] for blad in gren.blade())]
    if over:
        return f"{antal_ord(over, 'åben sag har', 'åbne sager har')} overskredet fristen"
    if snart:
        antal = sum(vist[gren.navn] for gren in snart)
        return (
            f"{antal_ord(antal, 'åben sag rammer', 'åbne sager rammer')} fristen inden for to uger"
            if antal
            else "Ingen åbne sager rammer fristen inden for to uger"
        )
    return "Åbne sager efter alder"


def _under(vist: dict[str, int]) -> str:
    antal = vist.get("aabne")
    if antal is None:
        return "Antal dage, siden sagen blev fundet."
    return f"{antal_ord(antal, 'åben sag', 'åbne sager')} fordelt på dage, siden sagen blev fundet."
