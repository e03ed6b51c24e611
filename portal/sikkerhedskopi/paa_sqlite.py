"""SQLite: databasens egen kopiering, der giver ét øjeblik, også mens andre skriver."""

from __future__ import annotations

import errno
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import connection

from portal.sikkerhedskopi.fejl import KopiFejl, om_disken
from portal.sikkerhedskopi.tabeller import tael

DEL = "database.sqlite3"
VENT_SEKUNDER = 30
_BRUGT = "Databasen er i brug. Stands portalen, og prøv igen. Intet er ændret."


def kopier(fil: Path) -> dict[str, int]:
    """Skriv databasen til filen; giver antallet i hver tabel, talt i kopien selv."""
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(fil)) as kopi:
            connection.connection.backup(kopi, progress=_hoejst())
            # Uden sidefiler: kopien er én fil.
            kopi.execute("PRAGMA journal_mode=DELETE")
            _kraev_hel(kopi)
            navne = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE ?"
            tabeller = [navn for (navn,) in kopi.execute(navne, ["sqlite_%"])]
            return tael(kopi.cursor(), tabeller)
    except sqlite3.Error as fejl:
        raise om_databasen(fejl) from fejl


def genskab(fil: Path, _mappe: Path) -> None:
    """Læs filen ind over databasen i én transaktion; ``KopiFejl``, og intet er ændret."""
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(fil)) as kopi:
            _kraev_hel(kopi)
            kopi.backup(connection.connection, progress=_hoejst())
    except sqlite3.Error as fejl:
        raise om_databasen(fejl) from fejl


def _hoejst() -> Callable[[int, int, int], None]:
    """Vent højst ``VENT_SEKUNDER`` på en database, andre er i gang med."""
    senest = time.monotonic() + VENT_SEKUNDER

    def vent(status: int, _tilbage: int, _ialt: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > senest:
            raise KopiFejl(_BRUGT)

    return vent


def om_databasen(fejl: sqlite3.Error) -> KopiFejl:
    """SQLites fejl i ord; dens egne kan gentage en værdi."""
    kode = getattr(fejl, "sqlite_errorcode", 0)
    if kode == sqlite3.SQLITE_FULL or kode & 0xFF == sqlite3.SQLITE_IOERR:
        return om_disken(OSError(errno.ENOSPC, ""), "mappen")
    if kode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return KopiFejl(_BRUGT)
    navn = getattr(fejl, "sqlite_errorname", type(fejl).__name__)
    return KopiFejl(f"Databasen kan ikke læses ({navn}).")


def _kraev_hel(kopi: sqlite3.Connection) -> None:
    if [raekke[0] for raekke in kopi.execute("PRAGMA quick_check(1)")] != ["ok"]:
        raise KopiFejl("Databasens egen prøve siger, at den er beskadiget.")
