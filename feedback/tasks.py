"""Celery-opgaverne: de henter og kalder, intet andet."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from feedback.effekt.opgoerelse import opgoer_alle


@shared_task(name="feedback.tasks.opgoer_effekt")
def opgoer_effekt() -> None:
    """Opgør de måneder, der er slut, i alle kommuner."""
    opgoer_alle(timezone.now())
