"""Kvitteringen for en sletning skrives sammen med sletningen, eller også er intet slettet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import structlog
from django.db import connection
from django.utils import timezone

from adgang.models import Opgave, Sletning

ENS_FRIST = "fristen er den samme for alle kommuner"
"""Hvorfor der slettes på tværs af kommunerne."""
log = structlog.get_logger(__name__)


def kvitter(opgave: Opgave, graense: datetime, antal: Mapping[str, int]) -> Sletning:
    """Skriv kvitteringen i den transaktion, der sletter; ``antal`` er pr. tabel,
    og en tabel uden sletninger nævnes ikke.

    Kaster ``RuntimeError`` uden for en transaktion: så kunne den ene gemmes uden den anden.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Kvitteringen skal skrives i den transaktion, der sletter.")
    slettet = {tabel: raekker for tabel, raekker in antal.items() if raekker}
    log.info("slettet", opgave=opgave.value, graense=graense.isoformat(), antal=slettet)
    return Sletning.objects.create(
        opgave=opgave, tidspunkt=timezone.now(), graense=graense, antal=slettet
    )
