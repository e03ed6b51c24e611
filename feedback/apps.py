"""Feedback: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Feedbackliste og resultater."""

    name = "feedback"
    verbose_name = "Feedback"

    def ready(self) -> None:
        """Meld, hvem der danner dokumentet om et resultat."""
        from feedback.afslutning.forlaeg import forlaeg
        from feedback.afslutning.post import ART
        from journal import forlaegsregister

        forlaegsregister.registrer(ART, forlaeg)
