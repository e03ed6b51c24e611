"""Celery-opgaverne: de henter og kalder, intet andet. Argumenterne er id'er, aldrig numre."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from udsoegning.soegning.aegtefaelle import slaa_op


@shared_task(name="udsoegning.tasks.udsoeg")
def udsoeg(kommune: str, projekt: str) -> None:
    """Udfør projektets søgning."""
    # Her, så siderne, der lægger opgaven i køen, ikke indlæser Polars.
    from udsoegning.soegning.udfoer import udfoer

    udfoer(kommune, UUID(projekt))


@shared_task(name="udsoegning.tasks.slaa_aegtefaelle_op")
def slaa_aegtefaelle_op(kommune: str, person: str) -> None:
    """Slå ægtefællens navn op."""
    slaa_op(kommune, UUID(person))
