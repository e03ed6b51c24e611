"""Køen til arbejderen: kun id'er. Svarer mægleren ikke, siger pakken det, og uret tager den op."""

from __future__ import annotations

from uuid import UUID

import structlog

from adgang.lejer import lejer
from kontrol.models import Pakke, Pakketilstand

KOEEN_SVARER_IKKE = (
    "Serverens kø svarer ikke lige nu. Zip-filen bliver dannet, så snart den gør. "
    "Du behøver ikke bede om den igen."
)
log = structlog.get_logger(__name__)


def saet_i_koe(kommune: str, pakke: UUID) -> None:
    """Bed arbejderen danne pakken nu; kaldes, når rækken er gemt."""
    from kontrol.tasks import dan_pakke

    try:
        dan_pakke.apply_async((kommune, str(pakke)), retry=False)
    except Exception:  # mæglere fejler på hver deres måde; ingen af dem må vælte siden
        log.warning("pakke_ikke_i_koe", pakke=str(pakke), exc_info=True)
        with lejer(kommune):
            venter = Pakke.objects.i_kommune(kommune).filter(
                pk=pakke, tilstand=Pakketilstand.VENTER
            )
            venter.update(fejl=KOEEN_SVARER_IKKE)
