"""Celery-opgaverne: de henter og kalder, intet andet."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from portal.sletning.nat import slet_alt


@shared_task(name="portal.tasks.slet_gammelt")
def slet_gammelt() -> None:
    """Slet alt, hvis frist er gået."""
    slet_alt(timezone.now())
