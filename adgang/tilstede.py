"""Portalens processer er til stede, så længe de lever, så ingen lægger en anden database ind imens.

En portal, ingen bruger, har hverken låse eller forbindelser. Derfor holder hver webproces, arbejder
og nat og uret en delt lås, kernen eller PostgreSQL slipper, når processen er væk, også dræbt. Den,
der genskaber en kopi, tager låsen alene. Kommandoer, der er korte, holder den ikke.
"""

from __future__ import annotations

import fcntl
import os
import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import structlog
from django.conf import settings
from django.db import Error, connection, connections

from adgang.fillaas import kan_tages

log = structlog.get_logger(__name__)
_NOEGLE = 0x7469_6C73_7465_6465
_FORFRA = 5
"""Sekunder, før en tabt forbindelse søges igen."""
_meldt = threading.Event()


def meld_tilstede() -> None:
    """Hold den delte lås, til processen er slut; vent, mens en kopi læses ind."""
    if _meldt.is_set():
        return
    _meldt.set()
    if connection.vendor != "postgresql":
        fcntl.flock(_fil(), fcntl.LOCK_SH)
        return
    forbindelse = None
    with suppress(Error):  # databasen kan komme senere; /healthz/ready siger det så længe
        forbindelse = _forbind()
    threading.Thread(target=_bliv, args=(forbindelse,), name="tilstede", daemon=True).start()


@contextmanager
def alene() -> Iterator[bool]:
    """Tag huset for sig selv; falsk, når en af portalens processer lever. Venter aldrig."""
    with _alene_paa_postgresql() if connection.vendor == "postgresql" else _alene_paa_disken() as a:
        yield a


def _fil() -> int:
    return os.open(settings.VAR_MAPPE / "portalen-koerer", os.O_RDWR | os.O_CREAT, 0o600)


@contextmanager
def _alene_paa_disken() -> Iterator[bool]:
    fil = _fil()
    try:
        yield kan_tages(fil)
    finally:
        os.close(fil)


@contextmanager
def _alene_paa_postgresql() -> Iterator[bool]:
    """Låsen er på en forbindelse for sig: den, der genskaber, lukker sin egen imens."""
    egen = connections.create_connection("default")
    try:
        with egen.cursor() as markoer:
            markoer.execute("SELECT pg_try_advisory_lock(%s)", [_NOEGLE])
            fik = bool(markoer.fetchone()[0])
        yield fik
    finally:
        egen.close()


def _forbind() -> Any:
    """En forbindelse, kun låsen bruger, med den delte lås på; psycopg2s egen."""
    egen = connections.create_connection("default")
    with egen.cursor() as markoer:
        markoer.execute("SELECT pg_advisory_lock_shared(%s)", [_NOEGLE])
    return egen.connection


def _bliv(forbindelse: Any) -> None:
    """Vent på, at serveren siger noget; det gør den kun, når forbindelsen er tabt."""
    while True:
        try:
            forbindelse = forbindelse or _forbind()
            select.select([forbindelse], [], [])
            forbindelse.poll()
        except Exception as fejl:
            log.info("tilstede_igen", fejl=type(fejl).__name__)
            forbindelse = None
            time.sleep(_FORFRA)
