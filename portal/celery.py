"""Celery-appen: natten kører som opgaver, der kun henter og kalder."""

from __future__ import annotations

import os

from celery import Celery

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
