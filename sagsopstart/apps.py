"""Sagsopstart: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class SagsopstartConfig(AppConfig):
    """Kontrolopslag ved sagsopstart."""

    name = "sagsopstart"
    verbose_name = "Sagsopstart"

    def ready(self) -> None:
        """Meld, hvem der danner dokumenterne om opslagene."""
        from journal import forlaegsregister
        from sagsopstart.dokument.forlaeg import ART, forlaeg

        forlaegsregister.registrer(ART, forlaeg)
