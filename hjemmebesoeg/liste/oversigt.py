"""Forsiden: kandidaterne talt pr. område, listerne og de seneste kvitteringer. Ingen borgere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from adgang.models import Bruger, Kommune
from adgang.omfang import Omfang
from hjemmebesoeg.afslutning.afslut import journaliserede
from hjemmebesoeg.kandidater.find import Kandidat, kandidater
from hjemmebesoeg.liste.opslag import stop_paa
from hjemmebesoeg.models import Destruktion, Koereliste, Listetilstand, Omraade

UDEN_OMRAADE = "Uden for områderne"
SNART_DAGE = 4
SENESTE = 10


@dataclass(frozen=True, slots=True)
class Omraadelinje:
    """Et område og dem, der kan opsøges i det."""

    omraade: Omraade
    postnumre: str
    antal: int
    beskyttede: int


@dataclass(frozen=True, slots=True)
class Kandidattal:
    """Kandidaterne talt; dem uden for områderne kan først køres, når postnummeret er i et."""

    omraader: tuple[Omraadelinje, ...]
    uden_omraade: int
    uden_adresse: int


@dataclass(frozen=True, slots=True)
class Listelinje:
    """En liste og hvor langt den er."""

    liste: Koereliste
    stop: int
    noteret: int
    journaliseret: int
    frist_naer: bool
    over_frist: bool

    @property
    def klar(self) -> bool:
        """Om listen kan destrueres nu."""
        koert = self.liste.tilstand != Listetilstand.KLADDE
        return koert and self.journaliseret == self.stop


def kandidattal(omfang: Omfang, i_dag: date) -> Kandidattal:
    """Tallene pr. område."""
    alle = kandidater(omfang, i_dag)
    fri = Counter(k.omraade for k in alle if _kan_koeres(k) and not k.beskyttet)
    skjult = Counter(k.omraade for k in alle if _kan_koeres(k) and k.beskyttet)
    omraader = Omraade.objects.i_kommune(omfang.kommune).prefetch_related("postnumre")
    return Kandidattal(
        tuple(
            Omraadelinje(
                en,
                ", ".join(p.postnr for p in en.postnumre.all()),
                fri[en.navn],
                skjult[en.navn],
            )
            for en in omraader
        ),
        fri[""] + skjult[""],
        sum(not _kan_koeres(k) for k in alle),
    )


def linje(liste: Koereliste, i_dag: date) -> Listelinje:
    """Listens linje på forsiden."""
    stop = stop_paa(liste)
    return Listelinje(
        liste,
        len(stop),
        sum(en.registreret is not None for en in stop),
        journaliserede(liste, stop),
        0 <= (liste.frist - i_dag).days <= SNART_DAGE,
        liste.frist < i_dag,
    )


def seneste_kvitteringer(kommune: Kommune, af: Bruger | None = None) -> list[Destruktion]:
    """De seneste kvitteringer; med ``af`` kun dem, brugeren selv har fået."""
    alle = Destruktion.objects.i_kommune(kommune).select_related("bruger")
    if af is not None:
        alle = alle.filter(bruger=af)
    return list(alle.order_by("-tidspunkt")[:SENESTE])


def _kan_koeres(kandidat: Kandidat) -> bool:
    return kandidat.adresse is not None
