"""Den motor, databasen kører på, og det skema, kopien blev skrevet med."""

from __future__ import annotations

from types import ModuleType

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.sikkerhedskopi import paa_postgresql, paa_sqlite


def motoren() -> ModuleType:
    """``kopier``, ``genskab`` og ``DEL`` for denne database."""
    return paa_postgresql if connection.vendor == "postgresql" else paa_sqlite


def koerte() -> tuple[str, ...]:
    """Migrationerne, databasen har kørt."""
    return _navne(MigrationExecutor(connection).loader.applied_migrations)


def kendte() -> frozenset[str]:
    """Migrationerne, denne udgave af huset kender."""
    return frozenset(_navne(MigrationExecutor(connection).loader.disk_migrations))


def _navne(migrationer: object) -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{navn}" for app, navn in migrationer))  # type: ignore[attr-defined]
