"""Træfprocent pr. kontroltype, med stregen for usikkerheden og alle sager til at holde op imod."""

from __future__ import annotations

from dataclasses import dataclass

from adgang.smaatal.graense import SKJULT_ORD
from feedback.effekt.diagrammer.diagram import BREDDE, Diagram, eller_skjult
from feedback.effekt.laesning import Figurer
from feedback.effekt.ord import heltal
from feedback.effekt.statistik import Andel, procent, wilson
from feedback.effekt.udsnit import type_
from feedback.effekt.valg import maerkets_navn
from samkoering.regelkatalog import regler

_VENSTRE, _AKSE_SLUT, _TRAEF_X, _AFSLUTTET_X = 224, 490, 556, BREDDE - 8
_TOP, _RAEKKE = 34, 26
_HOEJEST = 60
"""Aksen går til 60 %, og til 100 %, når et interval gør."""


@dataclass(frozen=True, slots=True)
class Linje:
    """Én kontroltype; ``andel`` er ``None``, når den er skjult."""

    maerke: str
    navn: str
    andel: Andel | None
    afsluttet: int | None
    y: float
    x: float = 0
    x_fra: float = 0
    x_til: float = 0

    @property
    def traef(self) -> str:
        """Træfprocenten, som den skrives."""
        return SKJULT_ORD if self.andel is None else f"{procent(self.andel.andel)} %"

    @property
    def antal(self) -> str:
        """Afsluttede sager, som de skrives; tom, når det er skjult."""
        return "" if self.afsluttet is None else heltal(self.afsluttet)


@dataclass(frozen=True, slots=True)
class Tegning:
    """Alle linjerne, aksen og stregen for alle sager."""

    linjer: tuple[Linje, ...]
    skjulte: int
    """Så mange kontroltyper er ikke tegnet; de står i tabellen."""
    akse: tuple[tuple[int, float], ...]
    alle_x: float | None
    alle: str
    bund: float
    hoejde: float
    top: int = _TOP
    bredde: int = BREDDE
    venstre: int = _VENSTRE
    traef_x: int = _TRAEF_X
    afsluttet_x: int = _AFSLUTTET_X


def traef(figurer: Figurer) -> Diagram:
    """Kontroltyperne efter træfprocent; de skjulte nederst."""
    fundne = _fundne(figurer)
    loft = 100 if any(a and a.oevre * 100 > _HOEJEST for _, a, _ in fundne) else _HOEJEST
    linjer = tuple(_linje(nr, *led, loft) for nr, led in enumerate(fundne))
    aendret = figurer.antal("AFSLUTTET", "aendret", maerke="")
    alle = (
        wilson(aendret, figurer.antal("AFSLUTTET", "afsluttet", maerke="") or 0)
        if aendret is not None
        else None
    )
    tegnede = [linje for linje in linjer if linje.andel or linje.afsluttet]
    bund = _TOP + _RAEKKE * len(tegnede)
    tegning = Tegning(
        linjer=tuple(tegnede),
        skjulte=len(linjer) - len(tegnede),
        akse=tuple(
            (p, _x(p / 100, loft)) for p in range(0, loft + 1, 10 if loft == _HOEJEST else 20)
        ),
        alle_x=_x(alle.andel, loft) if alle else None,
        alle=f"Alle sager {procent(alle.andel)} %" if alle else "",
        bund=bund,
        hoejde=bund + 24,
    )
    return Diagram(
        navn="traefprocent",
        skabelon="feedback/effekt/traef.html",
        titel=_titel(linjer),
        under="Andel afsluttede sager med ændret tildeling. Stregen viser usikkerheden (95 %).",
        definition="traefprocent",
        hoved=("Kontroltype", "Afsluttet", "Ændret", "Træfprocent", "95 % fra", "95 % til"),
        raekker=[_raekke(linje) for linje in linjer],
        tegning=tegning if any(linje.andel for linje in linjer) else None,
        tom="Ingen kontroltype har sager nok til at vise en træfprocent i perioden.",
    )


def _fundne(figurer: Figurer) -> list[tuple[str, Andel | None, int | None]]:
    """Mærke, andel og afsluttede for hver kontroltype, ordnet som de vises."""
    maerker = dict.fromkeys(type_(regel["slug"]) for regel in regler())
    fundne = []
    for maerke in maerker:
        afsluttet = figurer.antal("AFSLUTTET", "afsluttet", maerke=maerke)
        aendret = figurer.antal("AFSLUTTET", "aendret", maerke=maerke)
        andel = wilson(aendret, afsluttet) if aendret is not None and afsluttet else None
        fundne.append((maerke, andel, afsluttet))
    return sorted(
        fundne,
        key=lambda led: (led[1] is None, -(led[1].andel if led[1] else 0), -(led[2] or 0), led[0]),
    )


def _linje(nr: int, maerke: str, andel: Andel | None, afsluttet: int | None, loft: int) -> Linje:
    y = round(_TOP + _RAEKKE * (nr + 0.5), 1)
    navn = maerkets_navn(maerke)
    if andel is None:
        return Linje(maerke, navn, None, afsluttet, y)
    xer = (_x(tal, loft) for tal in (andel.andel, andel.nedre, andel.oevre))
    return Linje(maerke, navn, andel, afsluttet, y, *xer)


def _x(andel: float, loft: int) -> float:
    return round(_VENSTRE + (_AKSE_SLUT - _VENSTRE) * andel * 100 / loft, 1)


def _raekke(linje: Linje) -> tuple[str | int | None, ...]:
    andel = linje.andel
    if andel is None:
        return (linje.navn, eller_skjult(linje.afsluttet), SKJULT_ORD, "", "", "")  # type: ignore[return-value]
    return (
        linje.navn,
        andel.n,
        andel.k,
        *(
            f"{tal * 100:.1f} %".replace(".", ",")
            for tal in (andel.andel, andel.nedre, andel.oevre)
        ),
    )


def _titel(linjer: tuple[Linje, ...]) -> str:
    viste = [linje for linje in linjer if linje.andel]
    if len(viste) < 2:
        return "Træfprocent pr. kontroltype"
    foerste, naeste = viste[0], viste[1]
    if foerste.andel and naeste.andel and foerste.andel.nedre > naeste.andel.oevre:
        return f"{foerste.navn} rammer oftest"
    return f"{foerste.navn} og {_lille(naeste.navn)} rammer oftest"


def _lille(navn: str) -> str:
    """Navnet inde i en sætning; ``B indkomst`` beholder sit bogstav."""
    return navn if navn[1:2] == " " else navn[:1].lower() + navn[1:]
