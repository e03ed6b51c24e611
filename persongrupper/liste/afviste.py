"""De borgere, et tryk på flere ikke ændrede, til listen vises igen.

Sessionen bærer kun id'er og reglens ord; et CPR-nummer står først på siden, som listen viser det.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from adgang.rettigheder import Indlogget, kommune_af
from persongrupper.liste.forespoergsel import Raekke, som_raekker
from persongrupper.vaern.dagen import i_dag

NAEVNT = 10
"""Så mange borgere nævnes for hver grund; resten er et tal."""
_SESSION = "persongrupper_ikke_aendret"


@dataclass(frozen=True, slots=True)
class IkkeAendret:
    """De borgere, den samme regel sagde nej til."""

    grund: str
    antal: int
    raekker: tuple[Raekke, ...]

    @property
    def flere(self) -> int:
        """Så mange er der ud over dem, der er nævnt."""
        return max(self.antal - NAEVNT, 0)


def husk(request: Indlogget, afviste: Mapping[str, tuple[UUID, ...]]) -> None:
    """Gem dem til den næste visning af listen; et tryk uden nej glemmer de forrige."""
    if not afviste:
        request.session.pop(_SESSION, None)
        return
    request.session[_SESSION] = [
        (grund, len(ider), [str(id_) for id_ in ider[:NAEVNT]]) for grund, ider in afviste.items()
    ]


def tag(request: Indlogget) -> tuple[IkkeAendret, ...]:
    """Dem, der skal vises nu; de vises én gang."""
    kommune, dag = kommune_af(request), i_dag()
    return tuple(
        IkkeAendret(grund, antal, tuple(som_raekker(kommune, [UUID(i) for i in ider], dag)))
        for grund, antal, ider in request.session.pop(_SESSION, ())
    )
