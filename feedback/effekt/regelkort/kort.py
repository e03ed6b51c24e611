"""Ét kort pr. kontroltype, regnet af de viste figurer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from feedback.effekt.afproevning.traeer import GENTAGELSE
from feedback.effekt.laesning import Figurer, aaret_foer
from feedback.effekt.ord import decimal, hele_kroner, heltal, i_procent
from feedback.effekt.statistik import Andel, andel, procent, retning
from feedback.effekt.udsnit import type_
from feedback.effekt.valg import maerkets_navn
from feedback.models import Effektfigur
from samkoering.regelkatalog import regler

T = TypeVar("T")
STREG = "–"
"""Står, hvor et tal er skjult; siden forklarer den."""


class Celle(NamedTuple):
    """Et tal på siden under sin kolonnes navn; ``under`` er dets usikkerhed."""

    navn: str
    tal: str
    under: str = ""
    er_ord: bool = False

    @property
    def er_skjult(self) -> bool:
        """Om tallet ikke kan vises."""
        return self.tal == STREG


@dataclass(frozen=True, slots=True)
class Regelkort:
    """En kontroltypes år. Alt, der er ``None``, er skjult, fordi tallene er små."""

    maerke: str
    nr: str
    navn: str
    nye: int | None
    afsluttet: int | None
    traef: Andel | None
    minutter: float | None
    krav_oere: int | None
    """Krav pr. afsluttet sag."""
    maanedlig_oere: int | None
    """Ændring af ydelsen pr. måned, pr. afsluttet sag; negativ, når den blev mindre."""
    udloebet: Andel | None
    gentaget: Andel | None
    retning: str
    eftersyn: bool

    @property
    def interval(self) -> str:
        """Usikkerheden, som den skrives."""
        return f"{procent(self.traef.nedre)}–{procent(self.traef.oevre)} %" if self.traef else ""

    @property
    def celler(self) -> tuple[Celle, ...]:
        """Kortets tal i sidens orden."""
        return (
            Celle("Udstillet", _eller_streg(self.nye, heltal)),
            Celle("Afsluttet", _eller_streg(self.afsluttet, heltal)),
            Celle("Træfprocent", _andel(self.traef), self.interval),
            Celle("Mod året før", self.retning if self.traef else STREG, er_ord=True),
            Celle("Minutter pr. visitering", _eller_streg(self.minutter, decimal)),
            Celle("Krav pr. sag", _eller_streg(self.krav_oere, hele_kroner)),
            Celle("Ændring pr. måned pr. sag", _eller_streg(self.maanedlig_oere, hele_kroner)),
            Celle("Udløbet", _andel(self.udloebet)),
            Celle("Gentaget", _andel(self.gentaget)),
        )

    @property
    def har_skjulte(self) -> bool:
        """Om noget af kortet ikke kan vises."""
        return any(celle.er_skjult for celle in self.celler)


def _eller_streg(tal: T | None, skriv: Callable[[T], str]) -> str:
    return STREG if tal is None else skriv(tal)


def _andel(tal: Andel | None) -> str:
    return _eller_streg(tal, lambda et: i_procent(et.andel))


def regelkort(figurer: Figurer, graense: int) -> list[Regelkort]:
    """Kortene i nummerorden. ``graense`` er procenten, intervallet skal kunne nå."""
    numre: dict[str, list[tuple[int, str]]] = {}
    for regel in regler():
        numre.setdefault(type_(regel["slug"]), []).append((regel["nr"], regel["slug"]))
    return [_kort(figurer, maerke, egne, graense) for maerke, egne in numre.items()]


def _kort(figurer: Figurer, maerke: str, egne: list[tuple[int, str]], graense: int) -> Regelkort:
    figur = figurer.figur("AFSLUTTET", maerke)
    afsluttet = figurer.antal("AFSLUTTET", "afsluttet", maerke)
    traef = andel(figurer.antal("AFSLUTTET", "aendret", maerke), afsluttet)
    udloebet = figurer.antal("UDLOEBET", "udloebet", maerke)
    ialt = None if udloebet is None or afsluttet is None else udloebet + afsluttet
    opdeling = GENTAGELSE + egne[0][1]
    return Regelkort(
        maerke=maerke,
        nr=", ".join(str(nr) for nr, _ in egne),
        navn=maerkets_navn(maerke),
        nye=figurer.antal("NYE", "nye", maerke),
        afsluttet=afsluttet,
        traef=traef,
        minutter=figur.minutter_median if figur else None,
        krav_oere=_pr_sag(figur, "krav_oere", afsluttet),
        maanedlig_oere=_pr_sag(figur, "maanedlig_oere", afsluttet),
        udloebet=andel(udloebet, ialt),
        gentaget=andel(
            figurer.antal(opdeling, "gentaget", maerke),
            figurer.antal(opdeling, "afsluttet", maerke),
        ),
        retning=_retning(figurer, maerke, traef),
        eftersyn=traef is not None and traef.oevre * 100 < graense,
    )


def _pr_sag(figur: Effektfigur | None, felt: str, afsluttet: int | None) -> int | None:
    beloeb: int | None = getattr(figur, felt) if figur else None
    return None if beloeb is None or not afsluttet else round(beloeb / afsluttet)


def _retning(figurer: Figurer, maerke: str, nu: Andel | None) -> str:
    """Mod året før, som i kvartalerne: kun når forskellen er sikker, er det op eller ned."""
    periode = aaret_foer(figurer.valg)
    foer = andel(
        figurer.antal("AFSLUTTET", "aendret", maerke, periode),
        figurer.antal("AFSLUTTET", "afsluttet", maerke, periode),
    )
    if nu is None or foer is None:
        return "Intet år før"
    ord_ = {1: "Op fra {}", -1: "Ned fra {}", 0: "Som året før ({})"}[retning(foer, nu)]
    return ord_.format(f"{procent(foer.andel)} %")
