"""Låse, der forsvinder med den proces, der har dem.

På PostgreSQL en rådgivende lås på forbindelsen, på SQLite en fillås. Låsen sparer dobbelt arbejde;
at intet gøres to gange, afgør rækkernes nøgler og transaktionernes betingelser.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import Error, connection

from adgang.fillaas import kan_tages

_FILER = 256
"""Så mange låsefiler deles der om; et sammenfald koster kun lidt ventetid."""


@contextmanager
def proev_laas(navn: str) -> Iterator[bool]:
    """Tag låsen, hvis den er fri; giver, om den blev taget. Venter aldrig."""
    fingeraftryk = hashlib.sha256(f"samkoering:{navn}".encode()).digest()
    laas = _raadgivende if connection.vendor == "postgresql" else _fil
    with laas(fingeraftryk) as fik:
        yield fik


@contextmanager
def _raadgivende(fingeraftryk: bytes) -> Iterator[bool]:
    noegle = int.from_bytes(fingeraftryk[:8], signed=True)
    with connection.cursor() as markoer:
        markoer.execute("SELECT pg_try_advisory_lock(%s)", [noegle])
        fik = bool(markoer.fetchone()[0])
    try:
        yield fik
    finally:
        if fik:
            _giv_slip(noegle)


def _giv_slip(noegle: int) -> None:
    """En forbindelse, der er død, har allerede sluppet låsen."""
    try:
        with connection.cursor() as markoer:
            markoer.execute("SELECT pg_advisory_unlock(%s)", [noegle])
    except Error:
        connection.close()


@contextmanager
def _fil(fingeraftryk: bytes) -> Iterator[bool]:
    mappe = settings.VAR_MAPPE / "laase"
    mappe.mkdir(parents=True, exist_ok=True)
    nummer = int.from_bytes(fingeraftryk[:2]) % _FILER
    fil = os.open(mappe / f"{nummer:03d}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield kan_tages(fil)
    finally:
        os.close(fil)
