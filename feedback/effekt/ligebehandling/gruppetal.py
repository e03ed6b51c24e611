"""Månedens afsluttede sager pr. borgergruppe: hver dimension for sig, aldrig krydset."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from feedback.effekt.ligebehandling.grupper import grupper
from feedback.effekt.sagstal import Sagstal
from feedback.models import Feedback, Resultat
from samkoering.models import Kontrolark

OPDELING = "GRUPPE:"


def gruppetal(kommune: str, afsluttede: Collection[Feedback]) -> Iterator[Sagstal]:
    """Én række pr. sag og dimension; ``kun_regel`` bærer gruppen, og ydelse og trin er ikke med."""
    nyeste: dict[UUID, dict[str, str]] = {}
    ark = Kontrolark.objects.i_kommune(kommune).filter(
        sag__in=[feedback.sag_id for feedback in afsluttede]
    )
    for sag, ym in ark.order_by("udgave").values_list("sag", "indhold__ym"):
        nyeste[sag] = grupper(ym)
    for feedback in afsluttede:
        aendret = feedback.resultat == Resultat.AENDRET_TILDELING
        for dimension, gruppe in nyeste.get(feedback.sag_id, {}).items():
            yield Sagstal(
                feedback.sag_id,
                OPDELING + dimension,
                0,
                "",
                "aendret" if aendret else "henlagt",
                kun_regel=gruppe,
            )
