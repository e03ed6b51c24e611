"""Databasens dag, flyttet: demonstrationen har en fortid, og prøverne lader tiden gå.

Kun tabellernes ejer kan flytte den. Driftsrollen ejer ingen af dem.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import connection

from persongrupper.vaern import dagen, udloesere


class Saetninger:
    """Det af en skemaredaktør, værnet bruger; SQLites egen vil ikke være i en transaktion."""

    connection: Any = connection

    def execute(self, saetning: str, params: object = None) -> None:
        """Udfør sætningen, som den står."""
        with connection.cursor() as markoer:
            markoer.execute(saetning)


class Kalender:
    """Databasens dag, som den, der har kalenderen, bestemmer den."""

    def __init__(self, dag: date) -> None:
        self.dag = dag
        self.gaa(0)

    def gaa(self, dage: int) -> date:
        """Lad så mange dage gå."""
        self.dag += timedelta(days=dage)
        udtryk = f"'{self.dag.isoformat()}'"
        if connection.vendor == "postgresql":
            udtryk += "::date"
        else:
            dagen.UDTRYK = udtryk
        udloesere.saet_dagen(Saetninger(), udtryk)
        return self.dag


@contextmanager
def kalender(dag: date) -> Iterator[Kalender]:
    """Herinde er det den dag, kalenderen siger; bagefter er det i dag igen."""
    egen = dagen.UDTRYK
    try:
        yield Kalender(dag)
    finally:
        dagen.UDTRYK = egen
        udloesere.saet_dagen(Saetninger())
