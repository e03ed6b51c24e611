"""Driftsrollen i PostgreSQL: hverken ejer eller superbruger, og uden ret til at ændre loggen.

Migrationerne køres af ejeren; web og arbejdere logger ind som driftsrollen. ``manage.py
driftsrolle`` giver den præcis de rettigheder, den skal have, og køres igen efter hver migration.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from psycopg2 import sql  # type: ignore[import-untyped]

from adgang.opslagslog.vaern import KUN_INDSAET

KUN_LAES = ("django_migrations",)
KVITTERINGER = ("adgang_sletning", "hjemmebesoeg_destruktion")
"""Kan skrives, men hverken rettes eller fjernes af portalen selv."""


def giv_rettigheder(rolle: str, adgangskode: str | None = None) -> None:
    """Opret rollen, når den mangler, og giv den sine rettigheder.

    Adgangskoden sættes kun, når den gives.
    """
    with connection.cursor() as markoer:
        markoer.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [rolle])
        findes = markoer.fetchone() is not None
        navn = sql.Identifier(rolle)
        if not findes:
            markoer.execute(sql.SQL("CREATE ROLE {} LOGIN").format(navn))
        markoer.execute(
            sql.SQL("ALTER ROLE {} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS").format(navn)
        )
        if adgangskode:
            kode = sql.SQL("ALTER ROLE {} PASSWORD {}")
            markoer.execute(kode.format(navn, sql.Literal(adgangskode)))
        for saetning in _rettigheder():
            markoer.execute(sql.SQL(saetning).format(rolle=navn))


def _rettigheder() -> Iterator[str]:
    yield "GRANT USAGE ON SCHEMA public TO {rolle}"
    yield "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {rolle}"
    yield "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {rolle}"
    for tabel in (*KUN_INDSAET, *KVITTERINGER):
        yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {tabel} FROM {{rolle}}"
    for tabel in KUN_LAES:
        yield f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {tabel} FROM {{rolle}}"
    yield "GRANT EXECUTE ON FUNCTION adgang_ryd_opslag(bigint) TO {rolle}"


def for_staerk() -> str:
    """Hvorfor portalens databaserolle kan gå uden om murene; tom, når den ikke kan."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as markoer:
        markoer.execute(
            "SELECT rolsuper OR rolbypassrls, EXISTS (SELECT 1 FROM pg_class c WHERE "
            "c.relname = 'adgang_opslag' AND pg_has_role(c.relowner, 'USAGE')) "
            "FROM pg_roles WHERE rolname = current_user"
        )
        superbruger, ejer = markoer.fetchone()
    if superbruger:
        return "databaserollen er superbruger eller går uden om rækkesikkerheden"
    return "databaserollen ejer tabellerne" if ejer else ""
