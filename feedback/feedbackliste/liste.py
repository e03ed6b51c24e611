"""Sager i gang uden resultat, den længst bestilte først."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.models import Bestilling
from kontrol.prioriteringsliste import liste as prioriteringsliste


@dataclass(frozen=True, slots=True)
class Raekke:
    """En bestilt sag, der mangler feedback."""

    sag: prioriteringsliste.Raekke
    bestilt: datetime


def mangler_feedback(omfang: Omfang) -> int:
    """Hvor mange af kommunens bestilte sager der mangler et resultat."""
    return prioriteringsliste.under_behandling(omfang).count()


def hent(omfang: Omfang, bruger: Bruger, *, hele_teamet: bool) -> list[Raekke]:
    """Sagerne i den orden, de blev bestilt."""
    sager = (
        prioriteringsliste.under_behandling(omfang)
        if hele_teamet
        else prioriteringsliste.mine(omfang, bruger)
    )
    bestilt = _bestilt(omfang)
    raekker = [Raekke(sag, bestilt[sag.id]) for sag in prioriteringsliste.hent(sager, bruger)]
    return sorted(raekker, key=lambda raekke: raekke.bestilt)


def _bestilt(omfang: Omfang) -> dict[UUID, datetime]:
    gaeldende = Bestilling.objects.i_kommune(omfang).filter(lukket__isnull=True)
    return dict(gaeldende.values_list("sag_id", "bestilt"))
