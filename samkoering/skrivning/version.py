"""Sagens version: natten og sagsbehandleren kan ikke ændre den samme sag uden at mærke det."""

from __future__ import annotations

from django.db.models import F

from samkoering.models import AABNE_TILSTANDE, Sag
from samkoering.skrivning.laas import Aaben


def ny_version(sag: Sag | Aaben) -> bool:
    """Tæl sagens version op, hvis den stadig er åben; databasen afgør det og låser rækken."""
    aaben = Sag.objects.i_kommune(sag.kommune_id).filter(pk=sag.pk, tilstand__in=AABNE_TILSTANDE)
    return bool(aaben.update(version=F("version") + 1))
