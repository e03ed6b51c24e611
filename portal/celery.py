"""Celery-appen: natten kører som opgaver, der kun henter og kalder."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init

from adgang.tilstede import meld_tilstede

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("registersamkoering")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "adgang",
        "journal",
        "samkoering",
        "kontrol",
        "feedback",
        "persongrupper",
        "hjemmebesoeg",
        "sagsopstart",
        "udsoegning",
        "portal",
    ]
)


@worker_init.connect
@beat_init.connect
def _er_til_stede(**_: Any) -> None:
    """Arbejdere og ur er en del af den portal, der kører; kommandoerne i manage.py er ikke."""
    meld_tilstede()
