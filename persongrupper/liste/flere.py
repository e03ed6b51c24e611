"""Sæt den samme gruppe på flere borgere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from adgang.models import Bruger, Kommune
from persongrupper.borger.kvittering import KAN_ANNULLERES
from persongrupper.markering.handlinger import Afvist, saet
from persongrupper.models import Projektborger


@dataclass(frozen=True, slots=True)
class Udfald:
    """Hvem der fik markeringen, og hvem reglerne sagde nej til."""

    markeret: tuple[str, ...]
    ider: tuple[UUID, ...]
    """De samme i listens orden."""
    foerste: int
    """Så mange fik med den deres første gruppe."""
    afviste: Mapping[str, tuple[UUID, ...]]
    """Reglens nej og de borgere, det gjaldt, i listens orden."""

    @property
    def afvist(self) -> int:
        """Så mange er ikke ændret."""
        return sum(map(len, self.afviste.values()))

    def som_ord(self, gruppe: str) -> str:
        """Beskeden til den, der trykkede; borgerne selv står kun på siden, aldrig i en besked."""
        fik = f"{_antal(len(self.markeret))} har fået “{gruppe}”."
        saetninger = [fik, *self._om_den_foerste()]
        if self.afvist:
            saetninger.append(f"{_antal(self.afvist)} er ikke ændret og står herunder.")
        return " ".join(saetninger)

    def _om_den_foerste(self) -> list[str]:
        if not self.foerste:
            return []
        if self.foerste < len(self.markeret):
            hvem = f"For {self.foerste} af dem er det den første gruppe"
        else:
            hvem = f"Det er {'borgerens' if self.foerste == 1 else 'deres'} første gruppe"
        return [f"{hvem}. {KAN_ANNULLERES}"]


def marker(kommune: Kommune, ider: Collection[UUID], gruppe: str, bruger: Bruger) -> Udfald:
    """Sæt gruppen på hver af borgerne; en, reglerne afviser, standser ikke de andre."""
    markeret: list[Projektborger] = []
    afviste: list[tuple[str, Projektborger]] = []
    borgere = Projektborger.objects.i_kommune(kommune).filter(pk__in=ider).order_by("pk")
    for borger in borgere:
        try:
            saet(borger, gruppe, bruger)
        except Afvist as nej:
            afviste.append((str(nej), borger))
        else:
            markeret.append(borger)
    efter = dict(borgere.values_list("pk", "foerste_gruppe"))
    foerste = sum(efter[borger.pk] != borger.foerste_gruppe for borger in markeret)
    cpr = tuple(str(borger.cpr) for borger in markeret)
    ider = tuple(borger.pk for borger in sorted(markeret, key=_listens_orden))
    return Udfald(cpr, ider, foerste, _efter_grund(afviste))


def _efter_grund(afviste: Iterable[tuple[str, Projektborger]]) -> dict[str, tuple[UUID, ...]]:
    efter: dict[str, tuple[UUID, ...]] = {}
    for grund, borger in sorted(afviste, key=lambda par: _listens_orden(par[1])):
        efter[grund] = (*efter.get(grund, ()), borger.pk)
    return efter


def _listens_orden(borger: Projektborger) -> str:
    return str(borger.cpr)


def _antal(antal: int) -> str:
    return f"{antal} borger" if antal == 1 else f"{antal} borgere"
