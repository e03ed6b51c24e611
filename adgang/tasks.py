"""Celery-opgaverne: de henter og kalder, intet andet."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from adgang.api.idempotens import glem
from adgang.opslagslog.oprydning import ryd_op
from adgang.opslagslog.segl import forsegl


@shared_task(name="adgang.tasks.forsegl_log")
def forsegl_log() -> None:
    """Forsegl opslagsloggen."""
    forsegl()


@shared_task(name="adgang.tasks.ryd_log")
def ryd_log() -> None:
    """Slet det, der er ældre end fristen."""
    ryd_op()


@shared_task(name="adgang.tasks.glem_kald")
def glem_kald() -> None:
    """Glem de kald til programgrænsefladen, der er ældre end et døgn."""
    glem(timezone.now())
