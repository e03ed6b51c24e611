"""Portalens app."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Portalen samler de øvrige rum bag én dør."""

    name = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        """Kend mægleren, også i webprocessen: siderne sætter opgaver i kø."""
        import portal.celery  # noqa: F401
