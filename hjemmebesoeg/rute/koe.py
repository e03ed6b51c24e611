"""Køen til arbejderen: kun id'er. Svarer mægleren ikke, finder uret listen bagefter."""

from __future__ import annotations

from uuid import UUID

import structlog

from adgang.lejer import paa_tvaers
from hjemmebesoeg.models import Koereliste, Listetilstand
from hjemmebesoeg.models.liste import Rutetilstand
from hjemmebesoeg.rute.beregn import beregn

_GRUND = "ruter, der ikke blev beregnet, i alle kommuner"
log = structlog.get_logger(__name__)


def saet_i_koe(kommune: str, liste: UUID) -> None:
    """Bed arbejderen beregne ruten nu; kaldes, når rækken er gemt."""
    from hjemmebesoeg.tasks import beregn_rute

    try:
        beregn_rute.apply_async((kommune, str(liste)), retry=False)
    except Exception:  # mæglere fejler på hver deres måde; ingen af dem må vælte siden
        log.warning("rute_ikke_i_koe", exc_info=True)


def beregn_ventende() -> int:
    """Beregn de ruter, der endnu venter; giver, hvor mange det var."""
    with paa_tvaers(grund=_GRUND):
        ventende = list(
            Koereliste.objects.paa_tvaers(grund=_GRUND)
            .filter(rute=Rutetilstand.VENTER, tilstand=Listetilstand.KLADDE)
            .values_list("kommune_id", "pk")
        )
    for kommune, liste in ventende:
        beregn(kommune, liste)
    return len(ventende)
