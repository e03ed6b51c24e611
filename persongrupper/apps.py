"""Persongrupper: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class PersongrupperConfig(AppConfig):
    """STAR's persongruppemarkeringer."""

    name = "persongrupper"
    verbose_name = "Persongrupper"
