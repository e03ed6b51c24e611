"""Celery-opgaverne: de henter og kalder, intet andet."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from kontrol.pakker.dan import dan
from kontrol.pakker.vedligehold import genoptag, slet_gamle


@shared_task(name="kontrol.tasks.dan_pakke")
def dan_pakke(kommune: str, pakke: str) -> None:
    """Dan zip-filen til en pakke."""
    dan(kommune, UUID(pakke))


@shared_task(name="kontrol.tasks.genoptag_pakker")
def genoptag_pakker() -> None:
    """Tag de pakker op igen, som ingen arbejder nåede."""
    genoptag(timezone.now())


@shared_task(name="kontrol.tasks.slet_pakker")
def slet_pakker() -> None:
    """Slet de zip-filer, der har ligget et døgn."""
    slet_gamle(timezone.now())
