"""Træfprocenten pr. kontroltype med sit interval, mod alle sagers."""

from __future__ import annotations

from typing import NamedTuple

from adgang.smaatal.graense import SKJULT_ORD, tal_eller_ord
from feedback.effekt.celler import andel_og_graenser
from feedback.effekt.diagrammer.diagram import Diagram
from feedback.effekt.diagrammer.tegning.traef import BRED, SMAL, tegn
from feedback.effekt.laesning import Figurer
from feedback.effekt.statistik import Andel, andel
from feedback.effekt.udsnit import tema, type_
from kontrol.eksport.celler import Celle
from samkoering.grundlag.ord import opremset
from samkoering.regelkatalog import Katalogregel, regler

_HOVED = (
    *("Kontroltype", "Træfprocent", "Nedre grænse (95 %)", "Øvre grænse (95 %)"),
    *("Ændret", "Afsluttet"),
)
_NAEVNES = 3


class Linje(NamedTuple):
    """En kontroltype. ``traef`` er ``None``, når den ikke vises; ``afsluttet`` kan stadig vises."""

    navn: str
    traef: Andel | None
    afsluttet: int | None


def linjer(figurer: Figurer) -> tuple[Linje, ...]:
    """Kontroltyperne i valget, den højeste træfprocent først og de skjulte til sidst."""
    maerke = figurer.valg.maerke
    alle = (
        _linje(figurer, regel)
        for regel in regler()
        if maerke in ("", tema(regel["tema"]), type_(regel["slug"]))
    )
    return tuple(sorted(alle, key=_orden))


def _linje(figurer: Figurer, regel: Katalogregel) -> Linje:
    vist = figurer.vist("AFSLUTTET", maerke=type_(regel["slug"]))
    afsluttet = vist.get("afsluttet")
    return Linje(regel["navn"], andel(vist.get("aendret"), afsluttet), afsluttet)


def _orden(linje: Linje) -> tuple[bool, bool, float, int, str]:
    traef, antal = linje.traef, linje.afsluttet
    return traef is None, antal is None, -(traef.andel if traef else 0), -(antal or 0), linje.navn


def alle_sager(figurer: Figurer) -> Andel | None:
    """Træfprocenten for alle sager i ydelsen og trinnet, uanset mærke."""
    vist = figurer.vist("AFSLUTTET", maerke="")
    return andel(vist.get("aendret"), vist.get("afsluttet"))


def traef(figurer: Figurer) -> Diagram:
    """Kontroltyperne efter træfprocent."""
    alle, samlet = linjer(figurer), alle_sager(figurer)
    viste = any(linje.traef for linje in alle)
    return Diagram(
        navn="traefprocent",
        skabelon="feedback/effekt/traef.html",
        titel=titel(alle, samlet),
        under="Andel af de afsluttede sager, der førte til ændret tildeling. "
        "Stregen viser usikkerheden (95 %).",
        definition="traefprocent",
        hoved=_HOVED,
        raekker=[
            *(_celler(linje) for linje in alle),
            _celler(Linje("Alle sager", samlet, samlet.n if samlet else None)),
        ],
        tegning=tuple(tegn(alle, samlet, form) for form in (BRED, SMAL)) if viste else (),
        tom="Ingen kontroltype har sager nok til at vise en træfprocent i perioden.",
        note="En sag med to hændelser tæller under begge kontroltyper, men kun én gang i alle "
        "sager. En kontroltype uden tal har ingen eller for få afsluttede sager.",
    )


def titel(alle: tuple[Linje, ...], samlet: Andel | None) -> str:
    """De kontroltyper, hvis interval ligger over alle sagers andel."""
    viste = [linje for linje in alle if linje.traef]
    if not viste or samlet is None:
        return "Ingen kontroltype har sager nok til at vise træfprocenten"
    if len(viste) == 1:
        return f"Kun {viste[0].navn} har sager nok til at vise træfprocenten"
    over = [linje.navn for linje in viste if linje.traef and linje.traef.nedre > samlet.andel]
    under = [linje.navn for linje in viste if linje.traef and linje.traef.oevre < samlet.andel]
    if over:
        return f"{_navne(over)} rammer oftere end alle sager under ét"
    if under:
        return f"{_navne(under)} rammer sjældnere end alle sager under ét"
    return "Ingen kontroltype skiller sig sikkert ud fra alle sager under ét"


def _navne(navne: list[str]) -> str:
    if len(navne) <= _NAEVNES:
        return opremset(navne)
    return f"{navne[0]} og {len(navne) - 1} andre kontroltyper"


def _celler(linje: Linje) -> tuple[Celle, ...]:
    antal = tal_eller_ord(linje.afsluttet)
    if linje.traef is None:
        return (linje.navn, SKJULT_ORD, None, None, SKJULT_ORD, antal)
    return (linje.navn, *andel_og_graenser(linje.traef), linje.traef.k, antal)
