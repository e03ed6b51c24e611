"""Høringens tilstand i få ord, til de lister, der viser mange sager på én gang."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from adgang.models import Kommune
from kontrol.models import Hoeringstilstand, Partshoering
from kontrol.partshoering.afgoerelse import paa_gaeldende_bestilling, udloebet


class Slags(StrEnum):
    """Hvad høringen venter på."""

    KLADDE = "kladde"
    VENTER = "venter"
    BESVARET = "besvaret"
    UDLOEBET = "udloebet"
    FRAVALGT = "fravalgt"


_BADGES = {
    Slags.KLADDE: "badge-graa",
    Slags.VENTER: "badge-warning",
    Slags.BESVARET: "badge-success",
    Slags.UDLOEBET: "badge-error",
    Slags.FRAVALGT: "badge-graa",
}
_ORD = {
    Slags.KLADDE: "Kladde til partshøring",
    Slags.BESVARET: "Partshøring – svar modtaget",
    Slags.UDLOEBET: "Partshøring – frist overskredet",
    Slags.FRAVALGT: "Partshøring fravalgt",
}
_SLAGS = {
    Hoeringstilstand.KLADDE.value: Slags.KLADDE,
    Hoeringstilstand.SENDT.value: Slags.VENTER,
    Hoeringstilstand.BESVARET.value: Slags.BESVARET,
    Hoeringstilstand.FRAFALDET.value: Slags.FRAVALGT,
}


@dataclass(frozen=True, slots=True)
class Hoeringsstatus:
    """Hvor høringen står, med mærkets farve; ordet står altid ved siden af."""

    slags: Slags
    ord: str
    badge: str
    frist: date | None
    svar_modtaget: date | None


def status(hoering: Partshoering, i_dag: date) -> Hoeringsstatus:
    """Høringens status den dag."""
    slags = Slags.UDLOEBET if udloebet(hoering, i_dag) else _SLAGS[hoering.tilstand]
    ord_ = _ORD.get(slags) or f"Partshøring – svar senest {hoering.frist:%d-%m}"
    return Hoeringsstatus(slags, ord_, _BADGES[slags], hoering.frist, hoering.svar_modtaget)


def statusser(kommune: Kommune | str, sager: Iterable[UUID]) -> dict[UUID, Hoeringsstatus]:
    """Sag → den gældende hørings status, i én forespørgsel; sager uden høring er ikke med."""
    i_dag = timezone.localdate()
    paa_sagerne = Partshoering.objects.i_kommune(kommune).filter(sag_id__in=list(sager))
    aeldste_foerst = paa_gaeldende_bestilling(paa_sagerne).defer("tekst", "svar").reverse()
    return {hoering.sag_id: status(hoering, i_dag) for hoering in aeldste_foerst}
