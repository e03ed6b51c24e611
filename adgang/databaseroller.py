"""Driftsrollen i PostgreSQL: hverken ejer eller superbruger, og uden ret til at ændre loggen.

Migrationerne køres af ejeren; web og arbejdere logger ind som driftsrollen. ``manage.py
driftsrolle`` giver den præcis de rettigheder, den skal have, og køres igen efter hver migration.

Et lukket rum har sin egen rolle: driftsrollen kan skifte til den, men har selv ingen ret til
rummets tabeller, og rummets rolle har ingen ret til andre. Ingen rolle kan læse begge dele.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from psycopg2 import sql  # type: ignore[import-untyped]

from adgang.opslagslog.vaern import KUN_INDSAET

KUN_LAES = ("django_migrations",)
KVITTERINGER = ("adgang_sletning", "hjemmebesoeg_destruktion")
"""Kan skrives, men hverken rettes eller fjernes af portalen selv."""
LUKKEDE_RUM = ("udsoegning",)
"""Forled på tabeller, som kun rummets egen rolle kan nå."""


def rummets_rolle(driftsrolle: str, rum: str) -> str:
    """Navnet på det lukkede rums rolle hos driftsrollen."""
    return f"{driftsrolle}_{rum}"


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
    for rum in LUKKEDE_RUM:
        _luk_rummet(rolle, rum)


def _luk_rummet(rolle: str, rum: str) -> None:
    """Rummets tabeller til rummets rolle alene; driftsrollen kan skifte til den, uden at arve."""
    navne = {"rolle": sql.Identifier(rolle), "rum": sql.Identifier(rummets_rolle(rolle, rum))}
    with connection.cursor() as markoer:
        markoer.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [rummets_rolle(rolle, rum)])
        if markoer.fetchone() is None:
            markoer.execute(sql.SQL("CREATE ROLE {rum} NOLOGIN").format(**navne))
        markoer.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() "
            "AND starts_with(tablename, %s)",
            [f"{rum}_"],
        )
        tabeller = [tabel for (tabel,) in markoer.fetchall()]
        for saetning in _rummets_rettigheder():
            markoer.execute(sql.SQL(saetning).format(**navne))
        for tabel in tabeller:
            for saetning in _tabellens_rettigheder():
                klar = sql.SQL(saetning).format(tabel=sql.Identifier(tabel), **navne)
                markoer.execute(klar)


def _rummets_rettigheder() -> Iterator[str]:
    yield "ALTER ROLE {rum} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT"
    # Uden dette ville driftsrollen have rummets rettigheder hele tiden.
    yield "ALTER ROLE {rolle} NOINHERIT"
    yield "GRANT {rum} TO {rolle}"
    yield "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {rum}"
    yield "GRANT USAGE ON SCHEMA public TO {rum}"


def _tabellens_rettigheder() -> Iterator[str]:
    yield "REVOKE ALL ON {tabel} FROM {rolle}"
    yield "GRANT SELECT, INSERT, UPDATE, DELETE ON {tabel} TO {rum}"


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
