"""Adgang: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class AdgangConfig(AppConfig):
    """Kommune, bruger og rolle."""

    name = "adgang"
    verbose_name = "Adgang"
