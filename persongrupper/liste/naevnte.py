"""De borgere, et tryk på flere ændrede og ikke ændrede, til listen vises igen.

Sessionen bærer kun id'er og reglens ord; et CPR-nummer står først på siden, som listen viser det.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.utils import timezone

from adgang.rettigheder import Indlogget, kommune_af
from persongrupper.liste.flere import Udfald
from persongrupper.liste.forespoergsel import PR_SIDE, Raekke, som_raekker
from persongrupper.vaern.dagen import i_dag

NAEVNT = 10
"""Så mange borgere nævnes for hver grund til et nej; resten er et tal."""
ALLE = PR_SIDE
"""De ændrede nævnes alle: der kan ikke vælges flere, end siden har."""
STAAR = timedelta(minutes=10)
"""Så længe står de ændrede på listen, så en forkert gruppe kan annulleres hos hver af dem."""
_IKKE_AENDRET = "persongrupper_ikke_aendret"
_AENDRET = "persongrupper_aendret"


@dataclass(frozen=True, slots=True)
class Naevnte:
    """Borgere med et ord til fælles: den gruppe, de fik, eller den regel, der sagde nej."""

    ord: str
    antal: int
    raekker: tuple[Raekke, ...]

    @property
    def flere(self) -> int:
        """Så mange er der ud over dem, der er nævnt."""
        return self.antal - len(self.raekker)


@dataclass(frozen=True, slots=True)
class Kvittering:
    """Det, listen siger om det seneste tryk på flere."""

    aendret: Naevnte | None = None
    ikke_aendret: tuple[Naevnte, ...] = ()

    @property
    def raekker(self) -> list[Raekke]:
        """Alle, den nævner; de er vist og skal i loggen."""
        grupper = [*([self.aendret] if self.aendret else []), *self.ikke_aendret]
        return [raekke for gruppe in grupper for raekke in gruppe.raekker]

    @classmethod
    def af(cls, request: Indlogget) -> Self:
        """Den, der skal vises nu: et nej én gang, de ændrede i ti minutter."""
        gemt: dict[str, Any] = request.session.get(_AENDRET, {})
        if gemt and datetime.fromisoformat(gemt["til"]) < timezone.now():
            del request.session[_AENDRET]
            gemt = {}
        nej = request.session.pop(_IKKE_AENDRET, ())
        return cls(
            _naevnte(request, *gemt["dem"]) if gemt else None,
            tuple(_naevnte(request, *dem) for dem in nej),
        )


def husk(request: Indlogget, gruppe: str, udfald: Udfald) -> None:
    """Gem dem til den næste visning af listen, og glem dem fra det forrige tryk."""
    request.session.pop(_AENDRET, None)
    request.session.pop(_IKKE_AENDRET, None)
    if udfald.ider:
        til = (timezone.now() + STAAR).isoformat()
        request.session[_AENDRET] = {"til": til, "dem": _gemt(gruppe, udfald.ider, ALLE)}
    if udfald.afviste:
        request.session[_IKKE_AENDRET] = [
            _gemt(grund, ider, NAEVNT) for grund, ider in udfald.afviste.items()
        ]


def _gemt(ord_: str, ider: Sequence[UUID], hoejst: int) -> tuple[str, int, list[str]]:
    return ord_, len(ider), [str(id_) for id_ in ider[:hoejst]]


def _naevnte(request: Indlogget, ord_: str, antal: int, ider: list[str]) -> Naevnte:
    raekker = som_raekker(kommune_af(request), [UUID(id_) for id_ in ider], i_dag())
    return Naevnte(ord_, antal, tuple(raekker))
