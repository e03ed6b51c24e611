"""Spørgsmålene til databasen: fanernes sager og deres orden. Intet sorteres i Python."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Case, F, FilteredRelation, IntegerField, Q, QuerySet, Value, When

from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.lister.kolonner import Sortering
from kontrol.lister.noeglesider import Led, Orden
from kontrol.models import UNDER_BEHANDLING
from kontrol.prioriteringsliste.udsnit import MINE, PARTSHOERING, TEAMET, UTILDELT, Udsnit
from kontrol.sortering import sorteringsnoegle
from kontrol.tildeling.kolleger import kan_tildeles
from samkoering.grundlag.kle import numre
from samkoering.models import Sag, Sagstilstand

ORDENER: dict[str, tuple[str, ...]] = {
    "frist": ("udloeber", "id"),
    "navn": ("navn", "id"),
    "ydelse": ("orden", "udloeber", "id"),
    "status": ("orden", "udloeber", "id"),
}
BEREGNET = "orden"
"""Under samme ydelse eller status står den tidligste frist øverst, også når der vendes."""


def under_behandling(omfang: Omfang) -> QuerySet[Sag]:
    """Kommunens bestilte sager uden resultat."""
    return Sag.objects.i_kommune(omfang).filter(tilstand__in=UNDER_BEHANDLING)


def mine(omfang: Omfang, bruger: Bruger) -> QuerySet[Sag]:
    """Brugerens egne af dem."""
    return under_behandling(omfang).filter(tildelt=bruger)


FANENS_SAGER: dict[str, Callable[[Omfang, Bruger], QuerySet[Sag]]] = {
    MINE: mine,
    TEAMET: lambda omfang, _: under_behandling(omfang),
    PARTSHOERING: lambda omfang, _: Sag.objects.i_kommune(omfang).filter(
        tilstand=Sagstilstand.PARTSHOERING
    ),
    UTILDELT: lambda omfang, _: under_behandling(omfang).filter(tildelt__isnull=True),
}


def fanens(omfang: Omfang, bruger: Bruger, vis: str) -> QuerySet[Sag]:
    """Alle sager i fanen."""
    return FANENS_SAGER[vis](omfang, bruger)


def valgte(omfang: Omfang, bruger: Bruger, udsnit: Udsnit) -> QuerySet[Sag]:
    """De af fanens sager, filtrene lader stå."""
    sager = fanens(omfang, bruger, udsnit.vis)
    if udsnit.ydelser:
        sager = sager.filter(kle__in=udsnit.ydelser)
    if udsnit.statusser:
        sager = sager.filter(tilstand__in=udsnit.statusser)
    if udsnit.forladte:
        sager = forladte(omfang, sager)
    return sager


def forladte(omfang: Omfang, sager: QuerySet[Sag]) -> QuerySet[Sag]:
    """De af sagerne, der ligger hos en, som er lukket eller ikke mere behandler sager."""
    return sager.filter(tildelt__isnull=False).exclude(tildelt__in=kan_tildeles(omfang).order_by())


def med_orden(sager: QuerySet[Sag], sortering: Sortering) -> QuerySet[Sag]:
    """Sagerne med det led, sorteringen bruger, og som ikke står på sagen selv."""
    if sortering.felt == "navn":
        # Kravene gør, at databasen kan læse navnene i orden fra bestillingernes indeks.
        gaeldende = FilteredRelation(
            "bestillinger",
            condition=Q(bestillinger__lukket__isnull=True, bestillinger__kommune=F("kommune")),
        )
        bestilte = sager.annotate(gaeldende=gaeldende).filter(gaeldende__isnull=False)
        return bestilte.annotate(navn=F("gaeldende__navn_orden"))
    if sortering.felt == "ydelse":
        i_orden = sorted(numre(), key=lambda n: sorteringsnoegle(n.kort))
        return sager.annotate(orden=_plads("kle", [n.kle for n in i_orden]))
    if sortering.felt == "status":
        return sager.annotate(orden=_plads("tilstand", list(UNDER_BEHANDLING)))
    return sager


def orden(sortering: Sortering) -> Orden:
    """Den valgte orden; ens rækker afgøres altid ens, her og i "Start med ældste sag"."""
    foerst, *resten = ORDENER[sortering.felt]
    ogsaa = sortering.faldende and foerst != BEREGNET
    return (Led(foerst, sortering.faldende), *(Led(felt, ogsaa) for felt in resten))


def _plads(felt: str, vaerdier: list[str]) -> Case:
    """Værdiens nummer i listen."""
    grene = [When(**{felt: vaerdi}, then=Value(nr)) for nr, vaerdi in enumerate(vaerdier)]
    return Case(*grene, default=Value(len(grene)), output_field=IntegerField())
