"""Celery-opgaverne: de henter og kalder, intet andet."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from samkoering.natten.afstemning import afstem
from samkoering.natten.barneproces import arbejd_i_egen_proces
from samkoering.natten.vaekning import vaek


@shared_task(name="samkoering.tasks.arbejd")
def arbejd(koersel_id: str) -> None:
    """Arbejd på kørslen, til den er slut."""
    arbejd_i_egen_proces(UUID(koersel_id))


@shared_task(name="samkoering.tasks.afstem")
def afstem_natten() -> None:
    """Find det, der mangler, og væk en arbejder."""
    afstem(vaek)
