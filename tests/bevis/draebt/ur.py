"""Uret til beviset: afstem hvert sekund, hvad der end sker med database og mægler.

``ur.py DATO``: for dette ur er der ingen nat efter datoens.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import Error, connection  # noqa: E402 – Django skal være sat op først

from portal.celery import app  # noqa: E402
from samkoering.natten import afstemning  # noqa: E402
from samkoering.natten.vaekning import vaek  # noqa: E402

app.set_current()
afstemning.seneste_nat = lambda _nu, _klokken: date.fromisoformat(sys.argv[1])
while True:
    try:
        afstemning.afstem(vaek)
    except Error:
        connection.close()
    time.sleep(1)
