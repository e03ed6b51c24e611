"""Indlæs en kursusliste i et projekt: alt eller intet, og den samme fil igen ændrer intet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from adgang.models import Bruger
from udsoegning.indlaesning.fil import laes
from udsoegning.models import Kursusafslutning, Kursusfil, Projekt

BUNDT = 1000


@dataclass(frozen=True, slots=True)
class Indlaest:
    """Det, der kom ud af filen. ``nye`` er nul, når alt i den stod der i forvejen."""

    raekker: int
    nye: int
    sha256: str
    cpr: tuple[str, ...]


def indlaes(
    indhold: bytes, projekt: Projekt, kilde: str, bruger: Bruger | None, i_dag: date
) -> Indlaest:
    """Læs og gem filen; ``FilAfvist`` gemmer intet. Kaldes i ``udsoegning.rummet.i_rummet``."""
    fil = laes(indhold, i_dag)
    kommune = projekt.kommune_id
    # To, der indlæser på én gang, skal ikke gemme det samme to gange.
    Projekt.objects.i_kommune(kommune).select_for_update().get(pk=projekt.pk)
    alle = Kursusafslutning.objects.i_kommune(kommune)
    findes = set(alle.filter(projekt=projekt).values_list("cpr", "kursus", "afsluttet"))
    nye = [r for r in fil.raekker if (r.cpr, r.kursus, r.afsluttet) not in findes]
    if nye:
        gemt = Kursusfil.objects.i_kommune(kommune).create(
            kommune_id=kommune,
            projekt=projekt,
            kilde=kilde,
            sha256=fil.sha256,
            raekker=len(fil.raekker),
            nye=len(nye),
            bruger=bruger,
        )
        raekker = [
            Kursusafslutning(
                kommune_id=kommune,
                projekt=projekt,
                fil=gemt,
                cpr=r.cpr,
                kursus=r.kursus,
                afsluttet=r.afsluttet,
            )
            for r in nye
        ]
        alle.bulk_create(raekker, batch_size=BUNDT)
    return Indlaest(len(fil.raekker), len(nye), fil.sha256, tuple(r.cpr for r in fil.raekker))
