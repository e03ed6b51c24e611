"""Køen til arbejderne: kun id'er, og aldrig en fejl, siden mærker."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import structlog
from django.utils import timezone

from adgang.lejer import lejer
from sagsopstart.models import Opslagstilstand, Registeropslag

log = structlog.get_logger(__name__)


def saet_i_koe(kommune: str, opslag: Sequence[UUID]) -> None:
    """Bed arbejderne slå op nu. Svarer mægleren ikke, finder uret opslagene inden for et minut."""
    from sagsopstart.tasks import slaa_op

    lagt: list[UUID] = []
    try:
        for pk in opslag:
            slaa_op.apply_async((kommune, str(pk)), retry=False)
            lagt.append(pk)
    except Exception:  # mæglere fejler på hver deres måde; ingen af dem må vælte siden
        log.warning("opslag_ikke_i_koe", antal=len(opslag) - len(lagt), exc_info=True)
    with lejer(kommune):
        venter = Registeropslag.objects.i_kommune(kommune).filter(
            pk__in=lagt, tilstand=Opslagstilstand.VENTER
        )
        venter.update(koesat=timezone.now())
