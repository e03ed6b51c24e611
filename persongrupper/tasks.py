"""Celery-opgaverne: de henter og kalder, intet andet."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from persongrupper.monitorering.opgoerelse import opgoer_alle


@shared_task(name="persongrupper.tasks.opgoer_maaneder")
def opgoer_maaneder() -> None:
    """Opgør monitoreringens måneder, der er slut, i alle kommuner."""
    opgoer_alle(timezone.now())
