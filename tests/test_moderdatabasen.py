"""Arbejdernes databaser: hver får sin egen kopi af den færdige, og ingen skriver i en andens."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.db import connection

from tests.moderdatabase import Postgresmoder, Sqlitemoder

FREMMED = "INSERT INTO django_migrations (app, name, applied) VALUES ('klon', 'x', '2026-01-01')"
FREMMEDE = "SELECT count(*) FROM django_migrations WHERE app = 'klon'"
FAERDIGE = "SELECT count(*) FROM django_migrations WHERE app = 'adgang'"


class Klon:
    """En arbejders database, nået uden om Django."""

    def __init__(self, navn: str) -> None:
        if connection.vendor == "postgresql":
            adgang: dict[str, Any] = connection.get_connection_params() | {"dbname": navn}
            adgang.pop("cursor_factory", None)
            self._base: Any = psycopg2.connect(**adgang)
        else:
            self._base = sqlite3.connect(navn, uri=True)

    def skriv(self, saetning: str) -> None:
        """Udfør, og gem."""
        with closing(self._base.cursor()) as markoer:
            markoer.execute(saetning)
        self._base.commit()

    def tael(self, saetning: str) -> int:
        """Det ene tal, der spørges om."""
        with closing(self._base.cursor()) as markoer:
            markoer.execute(saetning)
            return int(markoer.fetchone()[0])

    def close(self) -> None:
        """Slip databasen."""
        self._base.close()


@pytest.fixture
def arbejder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[int], str]]:
    """Gør prøven til arbejderen med det nummer; giver navnet på dens database."""
    postgres = connection.vendor == "postgresql"
    brugt: set[str] = set()

    def bliv(nr: int) -> str:
        navn = f"test_moderproeven_gw{nr}"
        brugt.add(navn)
        monkeypatch.setattr(
            connection.creation,
            "_get_test_db_name",
            lambda: navn if postgres else f"file:{navn}?mode=memory&cache=shared",
        )
        return connection.creation._get_test_db_name()

    yield bliv
    if postgres:
        with Postgresmoder(tmp_path).serveren() as udfoer:
            for navn in (*brugt, "test_moderproeven_moder"):
                udfoer("DROP DATABASE IF EXISTS {}", navn)


@pytest.mark.django_db(transaction=True)
def test_hver_arbejder_faar_sin_egen_friske_kopi(tmp_path: Path, arbejder: Callable[[int], str]):
    slags = Postgresmoder if connection.vendor == "postgresql" else Sqlitemoder
    arbejder(0)
    den_foerste = slags(tmp_path)
    with den_foerste:
        den_foerste.faerdig()
    en = arbejder(1)
    with slags(tmp_path), closing(Klon(en)) as ens:
        ens.skriv(FREMMED)
        to = arbejder(2)
        with slags(tmp_path), closing(Klon(to)) as tos:
            assert tos.tael(FAERDIGE) > 5
            assert tos.tael(FREMMEDE) == 0
        assert ens.tael(FREMMEDE) == 1
    # En tidligere kørsels database tages ikke op igen: arbejderen får en ny.
    arbejder(1)
    with slags(tmp_path), closing(Klon(en)) as igen:
        assert igen.tael(FREMMEDE) == 0
    with connection.cursor() as markoer:
        markoer.execute(FREMMEDE)
        assert markoer.fetchone() == (0,)
