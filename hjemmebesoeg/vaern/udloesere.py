"""Udløserne på hver motor, skrevet af de samme regler."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from hjemmebesoeg.vaern.regler import BESKEDER, REGLER


class Skema(Protocol):
    """Det af en skemaredaktør, der bruges."""

    @property
    def connection(self) -> Any:
        """Forbindelsen."""

    def execute(self, saetning: str, /, params: Any = None) -> Any:
        """Udfør sætningen."""


def installer(_apps: object, skema: Skema) -> None:
    """Sæt værnet på; at gøre det igen ændrer intet.

    En senere migration, der ændrer en af tabellerne, skal kalde den igen: SQLite bygger da
    tabellen forfra, og dens udløsere forsvinder med den gamle.
    """
    fjern(None, skema)
    paa_postgresql = skema.connection.vendor == "postgresql"
    for saetning in _postgresql() if paa_postgresql else _sqlite():
        skema.execute(saetning, params=None)


def fjern(_apps: object, skema: Skema) -> None:
    """Tag værnet af igen (migration baglæns)."""
    for tabel, handling in REGLER:
        navn = _navn(tabel, handling)
        if skema.connection.vendor == "postgresql":
            skema.execute(f"DROP TRIGGER IF EXISTS {navn} ON {tabel}", params=None)
            skema.execute(f"DROP FUNCTION IF EXISTS {navn}()", params=None)
        else:
            skema.execute(f"DROP TRIGGER IF EXISTS {navn}", params=None)


def besked_af(fejl: Exception) -> str:
    """Databasens besked, når det er en af værnets; ellers en fælles, der intet røber."""
    tekst = str(fejl)
    return next((b for b in sorted(BESKEDER) if b in tekst), "Databasen afviste ændringen.")


def _navn(tabel: str, handling: str) -> str:
    return f"{tabel}_{handling.lower()}"


def _postgresql() -> Iterator[str]:
    for (tabel, handling), regler in REGLER.items():
        navn = _navn(tabel, handling)
        proever = "\n".join(
            f"IF {regel.brudt.replace('{andet}', 'IS DISTINCT FROM')} THEN RAISE EXCEPTION "
            f"'{regel.besked}' USING ERRCODE = 'check_violation'; END IF;"
            for regel in regler
        )
        giv = "OLD" if handling == "DELETE" else "NEW"
        yield (
            f"CREATE FUNCTION {navn}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM "
            f"CURRENT AS $$ BEGIN {proever} RETURN {giv}; END $$"
        )
        yield (
            f"CREATE TRIGGER {navn} BEFORE {handling} ON {tabel} "
            f"FOR EACH ROW EXECUTE FUNCTION {navn}()"
        )


def _sqlite() -> Iterator[str]:
    for (tabel, handling), regler in REGLER.items():
        proever = " ".join(
            f"SELECT RAISE(ABORT, '{regel.besked}') "
            f"WHERE {regel.brudt.replace('{andet}', 'IS NOT')};"
            for regel in regler
        )
        yield (
            f"CREATE TRIGGER {_navn(tabel, handling)} BEFORE {handling} ON {tabel} "
            f"BEGIN {proever} END"
        )
