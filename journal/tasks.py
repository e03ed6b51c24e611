"""Celery-opgaverne: de henter og kalder, intet andet. Køen bærer kun id'er."""

from __future__ import annotations

from celery import shared_task

from journal import levering


@shared_task(name="journal.tasks.lever")
def lever(model: str, kommune: str, post_id: str) -> None:
    """Lever én post eller forsendelse."""
    levering.lever_en(model, kommune, post_id)


@shared_task(name="journal.tasks.lever_ventende")
def lever_ventende() -> None:
    """Lever alt, der er forfaldent."""
    levering.lever_ventende()
