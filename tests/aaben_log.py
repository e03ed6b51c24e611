"""Opslagsloggens værn lukkes op, når prøvebænken tømmer databasen mellem to prøver.

Værnet afviser også prøvebænken; det er meningen. Her slås det fra, som kun ejeren kan.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

from adgang.opslagslog import vaern
from hjemmebesoeg.vaern import udloesere as koerelisternes
from persongrupper.vaern import udloesere


class Skema:
    """Det af en skemaredaktør, værnet bruger; SQLites egen vil ikke være i en transaktion."""

    connection = connection

    def execute(self, saetning: str, params: object = None) -> None:
        """Udfør sætningen, som den står."""
        with connection.cursor() as markoer:
            markoer.execute(saetning)


@contextmanager
def uden_vaern() -> Iterator[None]:
    """Loggen kan ændres herinde."""
    postgresql = connection.vendor == "postgresql"
    if postgresql:
        Skema().execute("SET session_replication_role = replica")
    else:
        vaern.fjern(None, Skema())
        udloesere.fjern(None, Skema())
        koerelisternes.fjern(None, Skema())
    try:
        yield
    finally:
        if postgresql:
            Skema().execute("RESET session_replication_role")
        else:
            vaern.installer(None, Skema())
            udloesere.installer(None, Skema())
            koerelisternes.installer(None, Skema())


def lad_baenken_toemme() -> None:
    """Giv Djangos tømning lov; kaldes én gang, før prøverne begynder."""
    toem = BaseDatabaseOperations.execute_sql_flush

    def uden_vaernet(self: Any, sql_list: list[str]) -> None:
        with uden_vaern():
            toem(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = uden_vaernet
