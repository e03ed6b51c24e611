"""Om databasen er klar, sagt til den, der kalder en kommando."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def kraev_klargjort_database() -> None:
    """Rejs ``CommandError``, før der arbejdes, når databasen mangler tabeller eller ikke svarer."""
    try:
        executor = MigrationExecutor(connection)
        mangler = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as fejl:
        raise CommandError(f"Databasen svarer ikke: {type(fejl).__name__}.") from fejl
    if mangler:
        raise CommandError(ikke_klargjort())


def ikke_klargjort() -> str:
    """Hvad der mangler, og de to grunde, der kan være til det."""
    if connection.vendor != "sqlite":
        return "Databasen er ikke klargjort. Kør først: python manage.py migrate"
    return f"Databasen i {settings.VAR_MAPPE} er ikke klargjort. {anden_var_mappe()}"


def anden_var_mappe() -> str:
    """Rådet, når noget mangler i ``VAR_MAPPE``: huset er i en anden mappe, eller det er nyt."""
    return (
        "Kører huset med en anden VAR_MAPPE, så sæt den samme foran kommandoen, fx "
        "VAR_MAPPE=/mappen make kode. Ellers start huset først: make run (i drift: "
        "python manage.py migrate)."
    )
