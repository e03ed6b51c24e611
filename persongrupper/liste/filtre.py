"""Listens filtre, som de står i adressen. Et CPR-nummer er aldrig et af dem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict

from kontrol.datofelt import Datofelt
from kontrol.lister.bladring import laes_plads, plads_som_par
from kontrol.lister.noeglesider import Plads
from persongrupper.markeringer import Markering
from samkoering.grundlag.ord import dansk_dato

UDEN_GRUPPE = "UDEN_GRUPPE"
VALG: dict[str, str] = {
    **{str(m.value): str(m.label) for m in Markering},
    UDEN_GRUPPE: "Mangler visitation",
}
"""Det, der kan vælges på; det sidste er dem, der endnu ikke har en første gruppe."""
BEGYNDELSEN = Plads()


class Maerke(NamedTuple):
    """Et filter, der er sat, og adressen uden det."""

    navn: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Filtre:
    """Et valg af borgere. Uden periode gælder markeringerne i dag."""

    markeringer: tuple[str, ...] = ()
    fra: date | None = None
    til: date | None = None
    plads: Plads = BEGYNDELSEN

    def med(self, **aendringer: Any) -> Filtre:
        """De samme filtre med en ændring; pladsen begynder forfra, når den ikke er nævnt."""
        return replace(self, **{"plads": BEGYNDELSEN, **aendringer})

    def som_adresse(self) -> str:
        """Filtrene som adressens søgedel med spørgsmålstegnet."""
        return f"?{urlencode(self._par() + plads_som_par(self.plads))}"

    def som_ord(self) -> str:
        """Filtrene til opslagsloggen."""
        return urlencode(self._par())

    def maerker(self) -> tuple[Maerke, ...]:
        """De satte filtre med adressen uden hver."""
        valgte = [Maerke(VALG[navn], self._uden(navn)) for navn in self.markeringer]
        if self.fra or self.til:
            valgte.append(Maerke(self._perioden(), self.med(fra=None, til=None).som_adresse()))
        return tuple(valgte)

    def _uden(self, navn: str) -> str:
        return self.med(markeringer=tuple(m for m in self.markeringer if m != navn)).som_adresse()

    def _perioden(self) -> str:
        if self.fra and self.til:
            return f"{dansk_dato(self.fra)} til {dansk_dato(self.til)}"
        return f"Fra {dansk_dato(self.fra)}" if self.fra else f"Til {dansk_dato(self.til)}"

    def _par(self) -> list[tuple[str, str]]:
        par = [("markering", navn) for navn in self.markeringer]
        par += [
            (navn, dag.isoformat()) for navn, dag in (("fra", self.fra), ("til", self.til)) if dag
        ]
        return par


def laes_filtre(valg: QueryDict) -> Filtre:
    """Læs adressen; ukendte nøgler og værdier ses der bort fra."""
    valgte = valg.getlist("markering")
    fra, til = _dag(valg.get("fra", "")), _dag(valg.get("til", ""))
    if fra and til and til < fra:
        fra, til = til, fra
    return Filtre(tuple(navn for navn in VALG if navn in valgte), fra, til, laes_plads(valg))


def _dag(tekst: str) -> date | None:
    try:
        dag: date | None = Datofelt(required=False).clean(tekst)
    except ValidationError:
        return None
    return dag
