"""Samkøring: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class SamkoeringConfig(AppConfig):
    """Natten: registrene samkøres med bestanden."""

    name = "samkoering"
    verbose_name = "Samkøring"
