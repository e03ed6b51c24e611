"""WSGI-indgangen, som gunicorn kalder."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from adgang.tilstede import meld_tilstede

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()

SKAL_SIGES = ("BETROEDE_PROXYER", "DRIFTSNETVAERK")


def _afvis_uden_stillingtagen() -> None:
    """I drift skal det siges, hvilke proxyer og netværk der er husets, om så svaret er ingen."""
    mangler = [navn for navn in SKAL_SIGES if navn not in os.environ]
    if mangler:
        raise ImproperlyConfigured(
            f"{' og '.join(mangler)} mangler. Skriv netværkene adskilt af komma, "
            "fx 10.1.0.0/16, eller ingen."
        )


def _afvis_for_staerk_rolle() -> None:
    """I drift starter portalen ikke under en databaserolle, murene ikke gælder for."""
    from django.db import DatabaseError

    from adgang.databaseroller import for_staerk

    try:
        grund = for_staerk()
    except DatabaseError:
        return  # /healthz/ready siger det, når databasen ikke svarer; den kan komme senere
    if grund:
        raise ImproperlyConfigured(
            f"Portalen starter ikke: {grund}. Kør »manage.py driftsrolle NAVN« som ejer, og sæt "
            "DATABASE_URL til den rolle."
        )


if not (settings.DEMO or settings.DEBUG):
    _afvis_uden_stillingtagen()
    _afvis_for_staerk_rolle()
meld_tilstede()
