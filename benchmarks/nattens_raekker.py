"""Nattens rækker uden natten: læg dem i filer, og læs dem ind i en tom database med COPY alene.

Køres som sin egen proces: ``kopier``, ``gem`` og ``laes`` med adressen på databasen og en mappe.
"""

from __future__ import annotations

import sys
from pathlib import Path

import psycopg2  # type: ignore[import-untyped]
from psycopg2.sql import SQL, Identifier  # type: ignore[import-untyped]

from benchmarks.nattens_base import TOM, den_tomme

TABELLER = """
SELECT relname FROM pg_stat_user_tables
WHERE relname LIKE 'samkoering_%' OR relname = 'adgang_kommune' ORDER BY relname
"""


def kopier(database: str) -> None:
    """En kopi af databasen, som den er nu."""
    db = psycopg2.connect(database.rsplit("/", 1)[0] + "/template1")
    db.autocommit = True
    navn = database.rsplit("/", 1)[1]
    with db.cursor() as markoer:
        markoer.execute(
            SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(TOM), Identifier(navn))
        )
    db.close()


def gem(database: str, mappe: Path) -> None:
    """Hver tabel, natten skriver i, som en fil; skriver antallet af rækker ud."""
    antal = 0
    with psycopg2.connect(database) as db, db.cursor() as markoer:
        markoer.execute(TABELLER)
        for (tabel,) in markoer.fetchall():
            with (mappe / tabel).open("wb") as ud:
                markoer.copy_expert(SQL("COPY {} TO STDOUT").format(Identifier(tabel)), ud)
            antal += markoer.rowcount
    sys.stdout.write(f"{antal}\n")


def laes(database: str, mappe: Path) -> None:
    """Alle filer i én transaktion, med indekser, men uden fremmednøgler og udløsere."""
    with psycopg2.connect(den_tomme(database)) as db, db.cursor() as markoer:
        markoer.execute("SET session_replication_role = replica")
        for fil in sorted(mappe.iterdir()):
            markoer.execute(SQL("DELETE FROM {}").format(Identifier(fil.name)))
            with fil.open("rb") as ind:
                markoer.copy_expert(SQL("COPY {} FROM STDIN").format(Identifier(fil.name)), ind)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["kopier", database]:
            kopier(database)
        case ["gem", database, mappe]:
            gem(database, Path(mappe))
        case ["laes", database, mappe]:
            laes(database, Path(mappe))
        case _:
            sys.exit("Brug: kopier|gem|laes DATABASE [MAPPE]")
