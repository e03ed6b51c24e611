"""Celery-opgaverne: de henter og kalder, intet andet."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from hjemmebesoeg.adresser import koe as adressekoe
from hjemmebesoeg.rute import beregn, koe
from hjemmebesoeg.statistik.lukning import luk_alle


@shared_task(name="hjemmebesoeg.tasks.beregn_rute")
def beregn_rute(kommune: str, liste: str) -> None:
    """Beregn en kørelistes rute."""
    beregn.beregn(kommune, UUID(liste))


@shared_task(name="hjemmebesoeg.tasks.beregn_ventende")
def beregn_ventende() -> None:
    """Beregn de ruter, en tabt opgave efterlod."""
    koe.beregn_ventende()


@shared_task(name="hjemmebesoeg.tasks.indlaes_adresser")
def indlaes_adresser() -> None:
    """Indlæs de adressefiler, der venter; også dem, en tabt opgave efterlod."""
    adressekoe.indlaes_ventende()


@shared_task(name="hjemmebesoeg.tasks.luk_maaneder")
def luk_maaneder() -> None:
    """Luk de måneder, der er talt færdig, og destruér deres nøgler."""
    luk_alle()
