"""Hvad et alternativ ville have betydet: sager, reelle ændringer og timer, af de viste figurer."""

from __future__ import annotations

from dataclasses import dataclass

from adgang.smaatal.trae import Gren
from feedback.effekt.afproevning.graenser import Graense, graense_for
from feedback.effekt.afproevning.traeer import AFPROEVNING, afproevning, trin_navne
from feedback.effekt.laesning import Figurer
from feedback.effekt.udsnit import type_
from samkoering.grundlag.ord import opremset
from samkoering.grundlag.parametre import daterede
from samkoering.regelkatalog import Katalogregel, regler

FRA = "Slået fra"


@dataclass(frozen=True, slots=True)
class Virkning:
    """Ét alternativ. ``sager`` og ``aendrede`` er ``None``, når de ikke kan vises."""

    tekst: str
    sager: int | None
    aendrede: int | None
    minutter: float | None
    """Minutter pr. visitering, når de kendes."""
    fra: bool = False
    """Om alternativet er at slå kontroltypen fra."""

    @property
    def vises(self) -> bool:
        """Om alternativet har noget tal at vise."""
        return self.sager is not None or self.aendrede is not None

    @property
    def timer(self) -> int | None:
        """Timer, visiteringen af sagerne tog: sager × minutter."""
        if self.sager is None or self.minutter is None:
            return None
        return round(self.sager * self.minutter / 60)


@dataclass(frozen=True, slots=True)
class Proeve:
    """En kontroltype og dens alternativer."""

    regel: Katalogregel
    gaeldende: str
    afsluttet: int | None
    aendret: int | None
    virkninger: tuple[Virkning, ...]

    @property
    def viste(self) -> list[Virkning]:
        """De alternativer, der har et tal."""
        return [virkning for virkning in self.virkninger if virkning.vises]

    @property
    def uden_tal(self) -> str:
        """De alternativer, der intet tal har, i ord; tom, når alle har."""
        uden = [virkning for virkning in self.virkninger if not virkning.vises]
        tekster = [FRA.lower() if virkning.fra else virkning.tekst for virkning in uden]
        return opremset(tekster)

    @property
    def linjer(self) -> int:
        """Så mange linjer fylder den i tabellen."""
        return len(self.viste) + bool(self.uden_tal)


def proever(figurer: Figurer) -> list[Proeve]:
    """Alle kontroltyper i nummerorden."""
    return [_proeve(figurer, regel) for regel in regler()]


def _proeve(figurer: Figurer, regel: Katalogregel) -> Proeve:
    slug = regel["slug"]
    maerke, opdeling, graense = type_(slug), AFPROEVNING + slug, graense_for(slug)
    figur = figurer.figur(opdeling, maerke)
    afsluttet = figurer.figur("AFSLUTTET", maerke)
    minutter = afsluttet.minutter_median if afsluttet else None
    vist = figur.vist if figur else {}
    trin = trin_navne(slug)
    virkninger = [
        Virkning(tekst, *_falder(slug, vist, trin[: nr + 1]), minutter, fra=nr + 2 == len(trin))
        for nr, tekst in enumerate(_tekster(graense))
    ]
    return Proeve(
        regel, _gaeldende(graense), vist.get("afsluttet"), vist.get("aendret"), tuple(virkninger)
    )


def _tekster(graense: Graense | None) -> list[str]:
    alternativer = graense.alternativer if graense else ()
    skrevne = [graense.skriv(tal) for tal in alternativer] if graense else []
    return [*skrevne, FRA]


def _gaeldende(graense: Graense | None) -> str:
    return graense.skriv(int(daterede()[graense.parameter][-1]["vaerdi"])) if graense else ""


def _falder(
    slug: str, vist: dict[str, int], trin: tuple[str, ...]
) -> tuple[int | None, int | None]:
    """Sager og ændrede sager i de første trin: dem, alternativet ikke ville have fundet."""
    aendrede, henlagte = (
        _sum(gren, vist, {f"{gren.navn}:{navn}" for navn in trin})
        for gren in afproevning(slug).dele
    )
    sager = None if aendrede is None or henlagte is None else aendrede + henlagte
    return sager, aendrede


def _sum(gren: Gren, vist: dict[str, int], blade: set[str]) -> int | None:
    """Bladenes sum, når den kan lægges sammen af det viste; ellers ``None``."""
    egne = set(gren.blade())
    if not egne & blade:
        return 0
    if egne <= blade or not gren.dele:
        return vist.get(gren.navn)
    if not all(del_.navn in vist for del_ in gren.dele):
        return None
    dele = [_sum(del_, vist, blade) for del_ in gren.dele]
    return None if None in dele else sum(tal or 0 for tal in dele)
