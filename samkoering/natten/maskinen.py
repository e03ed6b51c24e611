"""Det, der er maskinens skyld og ikke delens: databasens disk er fuld, eller den kan ikke mere.

Koderne er PostgreSQL's SQLSTATE (klasse 53, 57P0x og 58030) og SQLites fejlkoder.
"""

from __future__ import annotations

import sqlite3

from registre.paa_plads import er_fuld

FULD = "Databasens disk er fuld. Skaf plads, hvor databasen ligger."
UDEN_HUKOMMELSE = "Databasen fik ikke hukommelse nok. Giv dens maskine mere."
UDEN_FORBINDELSER = "Databasen tager ikke imod flere forbindelser. Hæv dens grænse."
UDEN_RAADIGHED = "Databasen har ramt en grænse for sine ressourcer. Se i dens log."
KAN_IKKE_SKRIVE = "Databasen kan ikke læse eller skrive på sin disk. Se i dens log."
STANDSET = "Databasen blev standset eller var ved at starte. Se, at den kører."
UDEN_PLADS = "Disken er fuld. Skaf plads."

_SQLSTATE = {
    "53000": UDEN_RAADIGHED,
    "53100": FULD,
    "53200": UDEN_HUKOMMELSE,
    "53300": UDEN_FORBINDELSER,
    "53400": UDEN_RAADIGHED,
    "57P01": STANDSET,
    "57P02": STANDSET,
    "57P03": STANDSET,
    "58030": KAN_IKKE_SKRIVE,
}
_SQLITE = {
    sqlite3.SQLITE_FULL: FULD,
    sqlite3.SQLITE_NOMEM: UDEN_HUKOMMELSE,
    sqlite3.SQLITE_IOERR: KAN_IKKE_SKRIVE,
}
_GRUNDKODE = 0xFF
"""SQLites udvidede koder har grundkoden i de nederste otte bit."""


def maskinens_skyld(fejl: BaseException) -> str:
    """Grunden, når fejlen, eller den, den kom af, er maskinens; tom, når den er delens egen."""
    led: BaseException | None = fejl
    while led is not None:
        if grund := _SQLSTATE.get(getattr(led, "pgcode", None) or "") or _sqlites(led):
            return grund
        led = led.__cause__
    return UDEN_PLADS if er_fuld(fejl) else ""


def _sqlites(fejl: BaseException) -> str:
    kode = getattr(fejl, "sqlite_errorcode", None)
    return _SQLITE.get(kode & _GRUNDKODE, "") if isinstance(kode, int) else ""
