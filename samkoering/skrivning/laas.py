"""Kommunens åbne sager holdes, mens dens nat skrives."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from adgang.models import Kommune
from samkoering.models import AABNE_TILSTANDE, Sag
from samkoering.skrivning.gemte import celler

_FELTER = ("id", "cpr", "tilstand", "udloeber", "frisk_ark_oensket")


class Aaben(NamedTuple):
    """En åben sag, som natten har låst den."""

    kommune_id: str
    pk: UUID
    cpr: str
    """Borgerens nummer, som sagen kender det."""
    tilstand: str
    udloeber: date
    frisk_ark_oensket: bool


Aabne = dict[UUID, Aaben]
"""De åbne sager i id'ernes orden. Den, der lukker en, tager den ud."""


def laas_aabne_sager(kommune: Kommune) -> Aabne:
    """Lås de åbne sager i id'ernes orden, før natten rører nogen af dem.

    Natten tager sager i flere omgange. Uden en fælles orden kunne den og en bestilling af flere
    sager vente på hinanden, og databasen ville afbryde en af dem. Ingen anden ændrer dem, til delen
    er skrevet, så resten af natten spørger ikke om dem igen.
    """
    laaste = [Aaben(kommune.pk, *_typet(raekke)) for raekke in celler(_aabne, kommune)]
    return {sag.pk: sag for sag in laaste}


def _aabne(kommune: str) -> QuerySet[Any]:
    aabne = Sag.objects.i_kommune(kommune).filter(tilstand__in=AABNE_TILSTANDE).order_by("pk")
    return aabne.select_for_update(no_key=True).values_list(*_FELTER)


def _typet(raekke: tuple[Any, ...]) -> tuple[Any, ...]:
    """Rækken i Pythons typer; PostgreSQL giver dem selv."""
    if connection.vendor == "postgresql":
        return raekke
    felter = (Sag._meta.get_field(navn) for navn in _FELTER)
    return tuple(felt.to_python(celle) for felt, celle in zip(felter, raekke, strict=True))  # type: ignore[union-attr]
