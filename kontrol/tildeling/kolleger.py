"""Hvem en sag kan tildeles: kolleger i kommunen, der behandler sager og ser dens ydelse."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from adgang.models import Bruger
from adgang.omfang import Omfang
from adgang.roller import Ret, roller_med


def kan_tildeles(omfang: Omfang) -> QuerySet[Bruger]:
    """Kommunens aktive brugere, der behandler sager, i navneorden."""
    return Bruger.objects.filter(
        kommune=omfang.kommune, is_active=True, rolle__in=roller_med(Ret.SAGER)
    ).order_by("navn", "pk")


def find(omfang: Omfang, reference: UUID) -> Bruger | None:
    """Kollegaen; ``None`` for en ukendt, en lukket og en fremmed kommunes."""
    return kan_tildeles(omfang).filter(reference=reference).first()


def ser_ydelsen(kollega: Bruger, kle: str) -> bool:
    """Om kollegaens ydelser rummer sagens; en tom liste er alle."""
    return not kollega.kle or kle in kollega.kle
