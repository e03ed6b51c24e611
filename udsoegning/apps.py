"""Udsøgning: Django-appen."""

from __future__ import annotations

from django.apps import AppConfig


class UdsoegningConfig(AppConfig):
    """Udsøgning til frivillige tilbud."""

    name = "udsoegning"
    verbose_name = "Udsøgning"
