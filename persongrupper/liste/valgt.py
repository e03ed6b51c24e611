"""De borgere og den gruppe, der er valgt på listen; de bliver stående, når der mangler noget."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple, Self
from uuid import UUID

from adgang.rettigheder import Indlogget
from kontrol.lister.ider import laes_ider
from persongrupper.markeringer import GRUPPER


class Fejl(NamedTuple):
    """Det, der mangler, og det felt, det mangler i."""

    felt: str
    ord: str


@dataclass(frozen=True, slots=True)
class Valgt:
    """Et tryk på “Sæt gruppe på …”."""

    borgere: Collection[UUID] = ()
    gruppe: str = ""
    fejl: tuple[Fejl, ...] = ()

    @classmethod
    def af(cls, request: Indlogget) -> Self:
        """Valget, som det blev sendt, med det, der mangler."""
        borgere = laes_ider(request.POST.getlist("borger"))
        gruppe = request.POST.get("markering", "")
        kendt = gruppe in [str(g) for g in GRUPPER]
        mangler = [
            *([] if borgere else [Fejl("vaelg-alle", "Vælg mindst én borger")]),
            *([] if kendt else [Fejl("gruppen", "Vælg en gruppe")]),
        ]
        return cls(borgere, gruppe if kendt else "", tuple(mangler))

    @property
    def uden_gruppe(self) -> str:
        """Fejlen ved feltet med gruppen; tom, når en er valgt."""
        return next((fejl.ord for fejl in self.fejl if fejl.felt == "gruppen"), "")


INTET_VALGT = Valgt()
