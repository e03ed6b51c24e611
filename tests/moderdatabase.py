"""Migrationerne køres én gang pr. kørsel; de øvrige arbejdere får en kopi af den færdige database.

Rækkefølgen er: den første arbejder migrerer sin egen database og lægger en kopi af den tomme,
færdige til de andre. De fylder deres med kopien, før Django ser den, og Django finder så hver
migration på plads. En kørsel uden arbejdere migrerer som altid.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.db import connection
from psycopg2 import sql


@pytest.fixture(scope="session")
def migreret_en_gang(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings,
) -> Iterator[Callable[[], None]]:
    """Giver det, der skal kaldes, når databasen er migreret; låsen holdes, til det er sket."""
    if not hasattr(request.config, "workerinput"):
        yield lambda: None
        return
    faelles = tmp_path_factory.getbasetemp().parent
    moder = Postgresmoder(faelles) if connection.vendor == "postgresql" else Sqlitemoder(faelles)
    with moder:
        yield moder.faerdig


class _Moder:
    """Kopien, som arbejderne deler, og låsen om at lave den."""

    def __init__(self, mappe: Path) -> None:
        self.laasen = (mappe / "moderdatabase.laas").open("w")
        self.findes = mappe / "moderdatabase.findes"

    def __enter__(self) -> None:
        fcntl.flock(self.laasen, fcntl.LOCK_EX)
        if self.findes.exists():
            self.hent()
            self.slip()
        else:
            self.ryd()

    def __exit__(self, *_: object) -> None:
        self.slip()

    def slip(self) -> None:
        """Den næste arbejder må tage fat; har vi sluppet før, er der intet at slippe."""
        fcntl.flock(self.laasen, fcntl.LOCK_UN)

    def faerdig(self) -> None:
        """Databasen er migreret: den første lægger kopien, og alle går videre."""
        if not self.findes.exists():
            self.laeg()
            self.findes.touch()
        self.slip()

    def ryd(self) -> None:
        """Fjern en tidligere kørsels database, så den første migrerer forfra."""

    def hent(self) -> None:
        """Fyld arbejderens egen database."""
        raise NotImplementedError

    def laeg(self) -> None:
        """Læg en kopi til de andre."""
        raise NotImplementedError


class Sqlitemoder(_Moder):
    """En fil; arbejderens database er i hukommelsen og lever, så længe nogen har den åben."""

    def __init__(self, mappe: Path) -> None:
        super().__init__(mappe)
        self.fil = mappe / "moderdatabase.sqlite3"
        self.egen: sqlite3.Connection | None = None

    def __exit__(self, *fejl: object) -> None:
        super().__exit__(*fejl)
        if self.egen is not None:
            self.egen.close()

    def hent(self) -> None:
        """Kopiér filen ind i hukommelsen, og hold den åben, til Django har den."""
        navn = connection.creation._get_test_db_name()
        self.egen = sqlite3.connect(navn, uri=True, check_same_thread=False)
        with closing(sqlite3.connect(self.fil)) as moder:
            moder.backup(self.egen)

    def laeg(self) -> None:
        """Skriv hukommelsen ud i filen."""
        connection.ensure_connection()
        with closing(sqlite3.connect(self.fil)) as moder:
            connection.connection.backup(moder)


class Postgresmoder(_Moder):
    """En database på serveren, som ingen er forbundet til: kun sådan en kan være forlæg."""

    def ryd(self) -> None:
        """Arbejdernes databaser bliver på serveren, til den næste kørsel tager deres plads."""
        with self.serveren() as udfoer:
            udfoer("DROP DATABASE IF EXISTS {}", connection.creation._get_test_db_name())

    def hent(self) -> None:
        """Lav arbejderens database efter forlægget."""
        with self.serveren() as udfoer:
            egen = connection.creation._get_test_db_name()
            udfoer("DROP DATABASE IF EXISTS {}", egen)
            udfoer("CREATE DATABASE {} TEMPLATE {}", egen, self.navn)

    def laeg(self) -> None:
        """Lav forlægget efter vores egen, mens vi ikke er forbundet til den."""
        egen = str(connection.settings_dict["NAME"])
        connection.close()
        with self.serveren() as udfoer:
            udfoer("DROP DATABASE IF EXISTS {}", self.navn)
            udfoer("CREATE DATABASE {} TEMPLATE {}", self.navn, egen)

    @property
    def navn(self) -> str:
        """Fælles for kørslens arbejdere."""
        return f"{connection.creation._get_test_db_name().rpartition('_')[0]}_moder"

    @contextmanager
    def serveren(self) -> Iterator[Callable[..., None]]:
        """Udfør mod serverens egen database; databaser laves uden for en transaktion."""
        adgang: dict[str, Any] = connection.get_connection_params() | {"dbname": "postgres"}
        adgang.pop("cursor_factory", None)
        with closing(psycopg2.connect(**adgang)) as forbindelse:
            forbindelse.autocommit = True
            with forbindelse.cursor() as markoer:
                yield lambda saetning, *navne: markoer.execute(
                    sql.SQL(saetning).format(*map(sql.Identifier, navne))
                )
