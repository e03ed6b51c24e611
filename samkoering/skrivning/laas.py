"""Kommunens åbne sager holdes, mens dens nat skrives."""

from __future__ import annotations

from adgang.models import Kommune
from samkoering.models import AABNE_TILSTANDE, Sag
from samkoering.skrivning.gemte import celler


def laas_aabne_sager(kommune: Kommune) -> None:
    """Lås de åbne sager i id'ernes orden, før natten rører nogen af dem.

    Natten tager sager i flere omgange. Uden en fælles orden kunne den og en bestilling af flere
    sager vente på hinanden, og databasen ville afbryde en af dem.
    """
    aabne = Sag.objects.i_kommune(kommune).filter(tilstand__in=AABNE_TILSTANDE).order_by("pk")
    celler(aabne.select_for_update(no_key=True), "tilstand")
