"""Kun en åben ansøgning må slås op: databasen afviser opslag på en lukket, på begge motorer."""

from __future__ import annotations

from typing import Any, Protocol

TABEL, ANSOEGNINGER = "sagsopstart_registeropslag", "sagsopstart_ansoegning"
NAVN = "registeropslag_kun_paa_aaben"
BESKED = "Ansoegningen er lukket: der kan ikke slaas op."
_LUKKET = (
    f"EXISTS (SELECT 1 FROM {ANSOEGNINGER} a "
    "WHERE a.id = NEW.ansoegning_id AND a.tilstand = 'LUKKET')"
)


class Skema(Protocol):
    """Det af en skemaredaktør, der bruges."""

    @property
    def connection(self) -> Any:
        """Forbindelsen."""

    def execute(self, saetning: str, /, params: Any = None) -> Any:
        """Udfør sætningen."""


def installer(_apps: object, skema: Skema) -> None:
    """Sæt værnet på. En senere migration, der ændrer tabellen, skal kalde den igen."""
    fjern(None, skema)
    if skema.connection.vendor == "postgresql":
        skema.execute(
            f"CREATE FUNCTION {NAVN}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_LUKKET} THEN RAISE EXCEPTION '{BESKED}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$",
            params=None,
        )
        skema.execute(
            f"CREATE TRIGGER {NAVN} BEFORE INSERT OR UPDATE ON {TABEL} "
            f"FOR EACH ROW EXECUTE FUNCTION {NAVN}()",
            params=None,
        )
        return
    for haendelse in ("INSERT", "UPDATE"):
        skema.execute(
            f"CREATE TRIGGER {NAVN}_{haendelse.lower()} BEFORE {haendelse} ON {TABEL} "
            f"WHEN {_LUKKET} BEGIN SELECT RAISE(ABORT, '{BESKED}'); END",
            params=None,
        )


def fjern(_apps: object, skema: Skema) -> None:
    """Fjern værnet; en tabel uden det kan slettes."""
    if skema.connection.vendor == "postgresql":
        skema.execute(f"DROP TRIGGER IF EXISTS {NAVN} ON {TABEL}", params=None)
        skema.execute(f"DROP FUNCTION IF EXISTS {NAVN}()", params=None)
        return
    for haendelse in ("insert", "update"):
        skema.execute(f"DROP TRIGGER IF EXISTS {NAVN}_{haendelse}", params=None)
