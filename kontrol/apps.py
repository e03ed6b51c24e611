"""Kontrol: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class KontrolConfig(AppConfig):
    """Bestillingsliste, prioriteringsliste og kontrolark."""

    name = "kontrol"
    verbose_name = "Kontrol"
