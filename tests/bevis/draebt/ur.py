"""Uret til beviset: afstem hvert sekund, hvad der end sker med database og mægler."""

from __future__ import annotations

import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import Error, connection  # noqa: E402 – Django skal være sat op først

from portal.celery import app  # noqa: E402
from samkoering.natten.afstemning import afstem  # noqa: E402
from samkoering.natten.vaekning import vaek  # noqa: E402

app.set_current()
while True:
    try:
        afstem(vaek)
    except Error:
        connection.close()
    time.sleep(1)
