"""Hjemmebesøg: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class HjemmebesoegConfig(AppConfig):
    """Kørelister og kørselsstatistik."""

    name = "hjemmebesoeg"
    verbose_name = "Hjemmebesøg"

    def ready(self) -> None:
        """Meld, hvem der danner journalens dokument om et besøg."""
        from hjemmebesoeg.afslutning import journalpost
        from journal import forlaegsregister

        forlaegsregister.registrer(journalpost.ART, journalpost.forlaeg)
