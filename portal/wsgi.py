"""WSGI-indgangen, som gunicorn kalder."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()


def _afvis_for_staerk_rolle() -> None:
    """I drift starter portalen ikke under en databaserolle, murene ikke gælder for."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    from adgang.databaseroller import for_staerk

    if settings.DEMO or settings.DEBUG:
        return
    try:
        grund = for_staerk()
    except DatabaseError:
        return  # /healthz/ready siger det, når databasen ikke svarer; den kan komme senere
    if grund:
        raise ImproperlyConfigured(
            f"Portalen starter ikke: {grund}. Kør »manage.py driftsrolle NAVN« som ejer, og sæt "
            "DATABASE_URL til den rolle."
        )


_afvis_for_staerk_rolle()
