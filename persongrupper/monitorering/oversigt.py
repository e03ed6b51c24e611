"""Månederne på monitoreringens side: de opgjorte, som de blev gjort op, og den indeværende."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from persongrupper.models import Indlaesning, Maanedstal, Slags
from persongrupper.monitorering.krav import (
    MAANEDER,
    Tal,
    k1,
    k2_beroert,
    k2_hver_maaned,
    maaneder_til,
    naaet,
    procent,
)
from persongrupper.monitorering.opgoerelse import som_tal
from persongrupper.monitorering.taelling import flyttet, opgoer

VISES = 10
"""Så mange måneder, diagrammet højst viser."""


@dataclass(frozen=True, slots=True)
class Maaned:
    """En måned med begge krav og begge læsninger. ``opgjort`` er tom for den indeværende."""

    maaned: date
    tal: Tal
    opgjort: datetime | None
    k1: bool | None
    k2: bool | None
    k2_beroert: bool | None

    @property
    def procent(self) -> str:
        """Andelen af indsatsgruppen i indsats i måneden."""
        return procent(self.tal.aktive, self.tal.indsats)

    @property
    def procent_beroert(self) -> str:
        """Andelen, der har været i indsats på et tidspunkt i de tre måneder."""
        return procent(self.tal.beroert, self.tal.indsats)


@dataclass(frozen=True, slots=True)
class Prognose:
    """Hvornår kravene nås, hvis det går som i de seneste tre måneder; måneden eller ``None``."""

    k1: date | None
    k2: date | None
    takt_k1: int
    takt_k2: int
    """Fremgangen i personer over tre måneder."""


def maaneder(kommune: str, i_dag: date) -> list[Maaned]:
    """De seneste måneder, den ældste først; tom, når der ikke er indlæst en bruttomålgruppe."""
    filer = Indlaesning.objects.i_kommune(kommune).filter(slags=Slags.BRUTTOMAALGRUPPE)
    if not filer.exists():
        return []
    denne = i_dag.replace(day=1)
    gemte = Maanedstal.objects.i_kommune(kommune).filter(
        maaned__gte=flyttet(denne, 1 - VISES - MAANEDER), maaned__lt=denne
    )
    raekker: list[tuple[date, Tal, datetime | None]] = [
        (gemt.maaned, som_tal(gemt), gemt.opgjort) for gemt in gemte
    ]
    raekker.append((denne, opgoer(kommune, denne, i_dag), None))
    return [_maaned(raekker[: nr + 1]) for nr in range(len(raekker))][-VISES:]


def _maaned(til_og_med: Sequence[tuple[date, Tal, datetime | None]]) -> Maaned:
    maaned, tal, opgjort = til_og_med[-1]
    hele = [
        t
        for nr, (m, t, _) in enumerate(til_og_med[-MAANEDER:])
        if m == flyttet(maaned, nr + 1 - min(MAANEDER, len(til_og_med)))
    ]
    return Maaned(maaned, tal, opgjort, k1(tal), k2_hver_maaned(hele), k2_beroert(hele))


def naaede(raekken: Sequence[Maaned]) -> int:
    """Så mange af de seneste tre måneder når 40 %."""
    return sum(naaet(en.tal.aktive, en.tal.indsats) is True for en in raekken[-MAANEDER:])


def prognose(raekken: Sequence[Maaned]) -> Prognose | None:
    """Fremskrivningen fra den sidste måned; ``None`` uden måneden tre måneder før."""
    if len(raekken) <= MAANEDER:
        return None
    denne = raekken[-1].maaned
    if raekken[-1 - MAANEDER].maaned != flyttet(denne, -MAANEDER):
        return None
    foer, nu = raekken[-1 - MAANEDER].tal, raekken[-1].tal
    takt_k1 = foer.mangler_visitation - nu.mangler_visitation
    takt_k2 = foer.mangler_aktive - nu.mangler_aktive
    om_k1 = maaneder_til(nu.mangler_visitation, takt_k1)
    om_k2 = maaneder_til(nu.mangler_aktive, takt_k2)
    return Prognose(
        None if om_k1 is None else flyttet(denne, om_k1),
        None if om_k2 is None else flyttet(denne, om_k2),
        takt_k1,
        takt_k2,
    )
