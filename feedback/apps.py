"""Feedback: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Feedbackliste og resultater."""

    name = "feedback"
    verbose_name = "Feedback"
