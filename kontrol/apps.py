"""Kontrol: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class KontrolConfig(AppConfig):
    """Bestillingsliste, prioriteringsliste og kontrolark."""

    name = "kontrol"
    verbose_name = "Kontrol"

    def ready(self) -> None:
        """Meld, hvem der danner journalens dokumenter."""
        from journal import forlaegsregister
        from kontrol.journalisering import poster
        from kontrol.partshoering import dokument, journalposter

        forlaegsregister.registrer(poster.ART, poster.forlaeg)
        forlaegsregister.registrer(journalposter.BREV, dokument.brevets_forlaeg)
        forlaegsregister.registrer(journalposter.SVAR, dokument.notatets_forlaeg)
