"""Find det, der skal leveres, og lever det én for én."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.utils import timezone

from adgang.lejer import lejer, paa_tvaers
from journal.levering.aflevering import lever
from journal.models import Forsendelse, Journalpost, Leverance, Leveringstilstand

log = structlog.get_logger(__name__)
SLAGS: dict[str, type[Leverance]] = {model.__name__: model for model in (Journalpost, Forsendelse)}
PR_GANG = 500
"""Så mange tager uret ad gangen; resten tager det næste minut."""
_GRUND = "Uret leverer det forfaldne for alle kommuner."


def lever_ventende() -> int:
    """Lever alt forfaldent, hver i sin egen transaktion; giver antallet, der blev leveret."""
    return sum(lever_en(slags, kommune, pk) for slags in SLAGS for kommune, pk in _forfaldne(slags))


def lever_en(slags: str, kommune: str, pk: UUID | str) -> bool:
    """Lever den ene, hvis den findes og er forfalden. En fejl, også i databasen, standser intet."""
    try:
        with lejer(kommune):
            leverance = SLAGS[slags].objects.i_kommune(kommune).filter(pk=pk).first()
        return leverance is not None and lever(leverance)
    except Exception:  # leverancen står urørt, og uret prøver igen
        log.error("levering_kunne_ikke_noteres", leverance=str(pk), exc_info=True)
        return False


def _forfaldne(slags: str) -> list[tuple[str, UUID]]:
    with paa_tvaers(grund=_GRUND):
        forfaldne = (
            SLAGS[slags]
            .objects.paa_tvaers(grund=_GRUND)
            .filter(tilstand=Leveringstilstand.VENTER, naeste_forsoeg__lte=timezone.now())
            .order_by("naeste_forsoeg", "pk")
            .values_list("kommune_id", "pk")
        )
        return list(forfaldne[:PR_GANG])
