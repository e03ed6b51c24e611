"""Journal: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Dokumenter, der skal holde."""

    name = "journal"
    verbose_name = "Journal"
