"""Celery-opgaverne: de henter og kalder, intet andet."""

from __future__ import annotations

from celery import shared_task

from samkoering.barneproces import koer_natten


@shared_task(name="samkoering.tasks.nat")
def nat(dato: str | None = None) -> None:
    """Kør natten for ``dato`` (ISO; i dag, når den mangler)."""
    koer_natten(dato)
