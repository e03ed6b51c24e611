"""Sæt den samme gruppe på flere borgere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from adgang.models import Bruger, Kommune
from persongrupper.markering.handlinger import Afvist, saet
from persongrupper.models import Projektborger


@dataclass(frozen=True, slots=True)
class Udfald:
    """Hvem der fik markeringen, og hvor mange reglerne sagde nej til."""

    markeret: tuple[str, ...]
    afvist: int
    grunde: tuple[str, ...]

    def som_ord(self, gruppe: str) -> str:
        """Beskeden til den, der trykkede."""
        fik = f"{_antal(len(self.markeret))} har fået “{gruppe}”."
        if not self.afvist:
            return fik
        return f"{fik} {_antal(self.afvist)} er ikke ændret: {' '.join(self.grunde)}"


def marker(kommune: Kommune, ider: Collection[UUID], gruppe: str, bruger: Bruger) -> Udfald:
    """Sæt gruppen på hver af borgerne; en, reglerne afviser, standser ikke de andre."""
    markeret, grunde = [], []
    borgere = Projektborger.objects.i_kommune(kommune).filter(pk__in=ider).order_by("pk")
    for borger in borgere:
        try:
            saet(borger, gruppe, bruger)
        except Afvist as nej:
            grunde.append(str(nej))
        else:
            markeret.append(str(borger.cpr))
    return Udfald(tuple(markeret), len(grunde), tuple(dict.fromkeys(grunde)))


def _antal(antal: int) -> str:
    return "1 borger" if antal == 1 else f"{antal} borgere"
