"""Det, siden viser, læst i ét spørgsmål: kun viste figurer, aldrig grundtal eller sager."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from adgang.omfang import Omfang
from feedback.effekt.perioder import AAR, KVARTAL, foerste_dag, nummer
from feedback.effekt.valg import Valg
from feedback.models import Effektfigur

Noegle = tuple[date, date, str, str]
"""Fra, til, opdeling og mærke."""
KVARTALER = 4


@dataclass(frozen=True)
class Figurer:
    """Figurerne i valgets ydelse og trin, for alle mærker og de perioder, siden bruger."""

    valg: Valg
    alle: Mapping[Noegle, Effektfigur]

    def figur(
        self, opdeling: str, maerke: str | None = None, periode: tuple[date, date] | None = None
    ) -> Effektfigur | None:
        """Figuren i valgets periode og mærke, eller i dem, der nævnes."""
        fra, til = periode or (self.valg.fra, self.valg.til)
        return self.alle.get((fra, til, opdeling, self.valg.maerke if maerke is None else maerke))

    def vist(
        self,
        opdeling: str,
        maerke: str | None = None,
        periode: tuple[date, date] | None = None,
    ) -> Mapping[str, int]:
        """De viste grenes antal; tom, når intet vises."""
        figur = self.figur(opdeling, maerke, periode)
        return figur.vist if figur else {}

    def antal(
        self,
        opdeling: str,
        gren: str,
        maerke: str | None = None,
        periode: tuple[date, date] | None = None,
    ) -> int | None:
        """Grenens antal; ``None``, når det er skjult."""
        return self.vist(opdeling, maerke, periode).get(gren)


def kvartaler(valg: Valg) -> list[tuple[date, date]]:
    """De seneste fire hele kvartaler i eller før perioden, ældste først."""
    slut = nummer(valg.til) - nummer(valg.til) % KVARTAL
    return [
        (foerste_dag(slut - KVARTAL * (nr + 1)), foerste_dag(slut - KVARTAL * nr))
        for nr in reversed(range(KVARTALER))
    ]


def aaret_foer(valg: Valg) -> tuple[date, date]:
    """Den samme periode et år tidligere."""
    return foerste_dag(nummer(valg.fra) - AAR), foerste_dag(nummer(valg.til) - AAR)


def laes_figurer(omfang: Omfang, valg: Valg) -> Figurer:
    """Alle figurer, siden bruger, i ét spørgsmål."""
    sidste_maaned = (foerste_dag(nummer(valg.til) - 1), valg.til)
    perioder = [(valg.fra, valg.til), aaret_foer(valg), sidste_maaned, *kvartaler(valg)]
    hvilke = Q()
    for fra, til in dict.fromkeys(perioder):
        hvilke |= Q(fra=fra, til=til)
    maaneder = [foerste_dag(nummer(til) - 1) for _, til in perioder]
    figurer = Effektfigur.objects.i_kommune(omfang).filter(
        hvilke, maaned__in=maaneder, kle=valg.kle, trin=valg.trin
    )
    return Figurer(valg, {(f.fra, f.til, f.opdeling, f.maerke): f for f in figurer})
