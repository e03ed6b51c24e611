"""Kør SQL-filerne i rækkefølge på et registerudtræk af Parquet-filer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from registre.kontrakt import TABELLER

TRAADE = 2
_FILER = (
    "grundlag",
    "bestand",
    "regler_biler",
    "regler_virksomhed",
    "regler_indkomst",
    "regler_borger",
    "regler_boern",
    "regler_ferie_og_bidrag",
)
_MAPPE = Path(__file__).parent

Udfald = list[tuple[str, ...]]


def aabn(mappe: Path, *, i_hukommelsen: bool) -> duckdb.DuckDBPyConnection:
    """Kontraktens tabeller som udsnit over ``mappe``'s filer, eller læst ind som tabeller."""
    forbindelse = duckdb.connect(config={"threads": TRAADE})
    forbindelse.execute("SET enable_progress_bar = false")
    art = "TABLE" if i_hukommelsen else "VIEW"
    for navn in TABELLER:
        fil = str(mappe / f"{navn}.parquet").replace("'", "''")
        forbindelse.execute(f"CREATE {art} {navn} AS FROM read_parquet('{fil}')")
    return forbindelse


def find_udfald(forbindelse: duckdb.DuckDBPyConnection, dag: date) -> Udfald:
    """Resultatfilens rækker: de syv kolonner som tekst, sorteret som tekst."""
    forbindelse.execute(f"SET VARIABLE dag = DATE '{dag.isoformat()}'")
    for navn in _FILER:
        forbindelse.execute(_sql(navn))
    return forbindelse.execute(_sql("udfald")).fetchall()


def _sql(navn: str) -> str:
    return (_MAPPE / f"{navn}.sql").read_text(encoding="utf-8")
