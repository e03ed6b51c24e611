"""Resultaterne kvartal for kvartal, også de sager, ingen nåede."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from feedback.effekt.diagrammer.diagram import BREDDE, Diagram, eller_skjult
from feedback.effekt.laesning import Figurer, kvartaler
from feedback.effekt.statistik import procent

_VENSTRE, _RAEKKE, _BJAELKE, _TOP = 104, 46, 30, 8
DELE = (
    ("henlagt_visitering", "Henlagt i visitering"),
    ("henlagt_hoering", "Henlagt efter partshøring"),
    ("aendret", "Ændret tildeling"),
    ("udloebet", "Udløbet ubehandlet"),
)
_TEKST_FRA = 34
"""Smallere felter har ikke plads til deres procent; den står i tabellen."""


@dataclass(frozen=True, slots=True)
class Felt:
    """Én del af et kvartals bjælke."""

    del_: str
    x: float
    midt: float
    bredde: float
    tekst: str


@dataclass(frozen=True, slots=True)
class Bjaelke:
    """Et kvartal; ``felter`` er tom, når det ikke kan vises."""

    navn: str
    y: float
    felter: tuple[Felt, ...]


@dataclass(frozen=True, slots=True)
class Tegning:
    """De fire kvartaler."""

    bjaelker: tuple[Bjaelke, ...]
    bredde: int = BREDDE
    hoejde: int = _TOP + _RAEKKE * 4
    venstre: int = _VENSTRE
    bjaelke: int = _BJAELKE


def resultater(figurer: Figurer) -> Diagram:
    """De seneste fire hele kvartaler i eller før perioden."""
    perioder = kvartaler(figurer.valg)
    antal = [_antal(figurer, periode) for periode in perioder]
    bjaelker = tuple(
        Bjaelke(_navn(fra, antal[nr]), _TOP + nr * _RAEKKE, _felter(antal[nr]))
        for nr, (fra, _) in enumerate(perioder)
    )
    return Diagram(
        navn="kvartaler",
        skabelon="feedback/effekt/kvartaler.html",
        titel=_titel(antal),
        under="Afsluttede og udløbne sager fordelt på resultat pr. kvartal.",
        definition="kvartaler",
        hoved=("Kvartal", *(navn for _, navn in DELE), "I alt"),
        raekker=[
            (
                bjaelke.navn,
                *(eller_skjult(tal) for tal in dele),
                eller_skjult(None if None in dele else _ialt(dele)),
            )
            for bjaelke, dele in zip(bjaelker, antal, strict=True)
        ],
        tegning=Tegning(bjaelker) if any(bjaelke.felter for bjaelke in bjaelker) else None,
        tom="Intet af kvartalerne har sager nok til at blive vist. Se hele året i tragten.",
    )


def kvartalets_navn(fra: date) -> str:
    """``2026 3. kv.``."""
    return f"{fra.year} {fra.month // 3 + 1}. kv."


def _navn(fra: date, antal: Sequence[int | None]) -> str:
    """Kvartalet, med en stjerne, når de udløbne er skjult og ikke er med."""
    uden = None not in antal[:3] and antal[3] is None
    return kvartalets_navn(fra) + ("*" if uden else "")


def _antal(figurer: Figurer, periode: tuple[date, date]) -> tuple[int | None, ...]:
    return tuple(
        figurer.antal("UDLOEBET" if del_ == "udloebet" else "AFSLUTTET", del_, periode=periode)
        for del_, _ in DELE
    )


def _felter(antal: Sequence[int | None]) -> tuple[Felt, ...]:
    """Resultaterne skal være vist; er de udløbne skjult, tegnes de afsluttede som hele."""
    hele = sum(tal or 0 for tal in antal)
    if None in antal[:3] or not hele:
        return ()
    felter, venstre = [], float(_VENSTRE)
    for (del_, _), tal in zip(DELE, antal, strict=True):
        bredde = (BREDDE - _VENSTRE) * (tal or 0) / hele
        felter.append(
            Felt(
                del_,
                round(venstre, 1),
                round(venstre + bredde / 2, 1),
                round(max(bredde - 2, 0), 1),
                f"{procent((tal or 0) / hele)} %" if bredde >= _TEKST_FRA else "",
            )
        )
        venstre += bredde
    return tuple(felter)


def _titel(antal: Sequence[Sequence[int | None]]) -> str:
    """Andelene i det første og det sidste kvartal holdt op mod hinanden, når begge kan vises."""
    foerste, sidste = antal[0], antal[-1]
    if None in foerste[:3] or None in sidste[:3]:
        return "Resultater pr. kvartal"
    aendret = _retning(foerste, sidste, 2)
    hvad = f"{aendret[0].upper()}{aendret[1:]} sager ender med ændret tildeling"
    if foerste[3] is None or sidste[3] is None:
        return hvad
    return f"{hvad}, og {_retning(foerste, sidste, 3)} udløber"


def _retning(foerste: Sequence[int | None], sidste: Sequence[int | None], del_: int) -> str:
    foer, efter = (procent((q[del_] or 0) / max(_ialt(q), 1)) for q in (foerste, sidste))
    if foer == efter:
        return "lige så mange"
    return "flere" if efter > foer else "færre"


def _ialt(kvartal: Sequence[int | None]) -> int:
    return sum(tal or 0 for tal in kvartal)
