"""Celery-opgaverne: de henter og kalder, intet andet. Køen bærer kun id'er."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from sagsopstart.opslag.afstem import afstem
from sagsopstart.opslag.udfoer import udfoer


@shared_task(name="sagsopstart.tasks.slaa_op")
def slaa_op(kommune: str, opslag: str) -> None:
    """Udfør ét opslag."""
    udfoer(kommune, UUID(opslag))


@shared_task(name="sagsopstart.tasks.afstem_opslag")
def afstem_opslag() -> None:
    """Genoptag de opslag, ingen arbejder er ved."""
    afstem(timezone.now())
