"""Kvitteringen siger alt, et tryk ændrede: også det, der sluttede, og en sat første gruppe.

Den læses af det, databasen gjorde, ikke af det, siden regnede med.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from persongrupper.markeringer import GRUPPER, Markering
from persongrupper.models import Markeringsperiode, Projektborger

KAN_ANNULLERES = (
    "Er den forkert, så annullér den i dag: fra i morgen kan den første gruppe ikke ændres."
)


@dataclass(frozen=True, slots=True)
class Stand:
    """Det af borgeren, et tryk kan ændre."""

    foerste_gruppe: str | None
    aabne: frozenset[str]
    """De markeringer, der gælder til videre."""

    @classmethod
    def af(cls, borger: Projektborger, perioder: Collection[Markeringsperiode]) -> Self:
        """Som borgeren står nu."""
        aabne = {str(p.markering) for p in perioder if p.gaelder and p.til is None}
        return cls(borger.foerste_gruppe, frozenset(aabne))


def annulleret(markering: str, foer: Stand, efter: Stand) -> str:
    """Beskeden om en annullering; det, en flytning sluttede, åbnes ikke af den."""
    saetninger = [f"“{Markering(markering).label}” er annulleret."]
    if markering in GRUPPER and not efter.aabne & {str(gruppe) for gruppe in GRUPPER}:
        saetninger.append(
            "Borgeren har nu ingen gruppe: en, der er sluttet, åbnes ikke igen. Sæt den rigtige."
        )
    if foer.foerste_gruppe and not efter.foerste_gruppe:
        saetninger.append("Den tæller ikke som borgerens første gruppe.")
    return " ".join(saetninger)


def kvittering(sat: str, foer: Stand, efter: Stand) -> str:
    """Beskeden til den, der trykkede."""
    saetninger = [f"“{Markering(sat).label}” er sat fra i dag."]
    saetninger += [
        f"“{Markering(navn).label}” sluttede i går." for navn in sorted(foer.aabne - efter.aabne)
    ]
    if sat in foer.aabne:
        saetninger.append("Den tidligere sluttede i går.")
    if efter.foerste_gruppe != foer.foerste_gruppe:
        saetninger.append(f"Det er borgerens første gruppe. {KAN_ANNULLERES}")
    return " ".join(saetninger)
