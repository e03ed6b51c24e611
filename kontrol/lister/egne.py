"""En liste, hvor brugeren har sine egne valg: gemte filtre og kolonner."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.http import QueryDict

from adgang.models import Bruger, Kommune
from adgang.omfang import Omfang
from kontrol.lister.gemte import Filterhylde
from kontrol.lister.kolonner import Listekolonne, Sortering, overskrifter, vises
from kontrol.lister.kolonnevalg import skjulte
from kontrol.models import Liste

RUTER = ("brug_filter", "gem_filter", "omdoeb_filter", "slet_filter", "vaelg_kolonner")


class Listefilter(Protocol):
    """Et valg af sager i en orden, som adressen skriver det."""

    @property
    def sortering(self) -> Sortering:
        """Det, listen står efter."""

    def efter(self, orden: Sortering) -> Listefilter:
        """Det samme valg i en anden orden."""

    def som_adresse(self) -> str:
        """Valget som adressens søgedel, med spørgsmålstegnet."""

    def som_gemt(self) -> str:
        """Søgedelen uden plads; kun kendte filtre, så den aldrig rummer en borger."""


@dataclass(frozen=True, slots=True)
class Valgliste:
    """Det, de fælles sider skal vide om en liste."""

    liste: Liste
    rute: str
    """Navnet på listens egen adresse."""
    kolonner: tuple[Listekolonne, ...]
    laes: Callable[[QueryDict, Kommune], Listefilter]
    """Læser en søgedel; ukendte nøgler og værdier falder bort."""

    @property
    def valgfri(self) -> tuple[Listekolonne, ...]:
        """De kolonner, der kan slås fra."""
        return tuple(kolonne for kolonne in self.kolonner if not kolonne.fast)

    def fra(self, soegedel: str, omfang: Omfang) -> Listefilter:
        """Søgedelen læst som en adresse, så kun kendte filtre kommer videre."""
        return self.laes(QueryDict(soegedel), omfang.kommune)

    def navn(self, rute: str) -> str:
        """Navnet på en af listens egne ruter."""
        return f"{self.rute}_{rute}"


class Gemt(NamedTuple):
    """Et gemt filter; ``valgt`` når listen står, som det siger."""

    id: UUID
    navn: str
    valgt: bool

    @property
    def felt(self) -> str:
        """Id'et på det felt, filteret omdøbes i."""
        return navnefelt(self.id)


def navnefelt(filter_id: UUID) -> str:
    """Id'et på feltet, et gemt filter omdøbes i."""
    return f"navn-{filter_id}"


def egne_valg(
    liste: Valgliste,
    omfang: Omfang,
    bruger: Bruger,
    filter_: Listefilter,
    uden: Collection[str] = (),
) -> dict[str, Any]:
    """Det, skabelonerne skal bruge; ``uden`` er kolonner, der ikke siger noget lige her."""
    valgte = vises(liste.kolonner, skjulte(omfang, bruger, liste.liste), filter_.sortering)
    viste = tuple(navn for navn in valgte if navn not in uden)
    return {
        "ruter": {rute: liste.navn(rute) for rute in RUTER},
        "gemte": tuple(_gemte(liste, omfang, bruger, filter_.som_gemt())),
        "soegedel": filter_.som_gemt(),
        "viste": viste,
        "kolonner": tuple(
            overskrifter(
                liste.kolonner,
                viste,
                filter_.sortering,
                lambda orden: filter_.efter(orden).som_adresse(),
            )
        ),
        "kolonnevalg": tuple((k.navn, k.overskrift, k.navn in valgte) for k in liste.valgfri),
    }


def _gemte(liste: Valgliste, omfang: Omfang, bruger: Bruger, nu: str) -> Iterator[Gemt]:
    for gemt in Filterhylde(omfang, bruger, liste.liste).alle():
        # Læst igen: kataloget kan have mistet en ydelse, siden filteret blev gemt.
        som_nu = liste.fra(gemt.soegedel, omfang).som_gemt()
        yield Gemt(gemt.pk, gemt.navn, som_nu == nu)
