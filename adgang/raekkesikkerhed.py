"""Rækkesikkerhed i PostgreSQL, som migrationerne sætter den på de kommunale tabeller.

Også ejeren er bundet (``FORCE``): den, der kører migrationer, ser rækker gennem samme mur og må
åbne den med ``adgang.lejer``. På SQLite gøres intet.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_LEJER = "current_setting('app.kommune', true)"
_EGEN = f"kommune_id = nullif({_LEJER}, '') OR {_LEJER} = '*'"
UDEN_MUR = {
    "adgang_netvaerk": "døren læser listerne, før nogen er logget ind; der står ingen borgere",
}
"""Kommunale tabeller uden politik, og hvorfor."""


def mur_om(*tabeller: str, uden_kommune: bool = False) -> migrations.RunPython:
    """En migration, der sætter politikken på tabellerne.

    ``uden_kommune`` lader også rækker uden kommune passere (loggen om det, der sker før log-in).
    """
    betingelse = f"({_EGEN} OR kommune_id IS NULL)" if uden_kommune else f"({_EGEN})"
    return migrations.RunPython(_saet(tabeller, betingelse), _fjern(tabeller))


def _saet(
    tabeller: tuple[str, ...], betingelse: str
) -> Callable[[object, BaseDatabaseSchemaEditor], None]:
    def saet(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
        if skema.connection.vendor != "postgresql":
            return
        for tabel in tabeller:
            skema.execute(f"ALTER TABLE {tabel} ENABLE ROW LEVEL SECURITY", params=None)
            skema.execute(f"ALTER TABLE {tabel} FORCE ROW LEVEL SECURITY", params=None)
            skema.execute(
                f"CREATE POLICY lejer ON {tabel} USING {betingelse} WITH CHECK {betingelse}",
                params=None,
            )

    return saet


def _fjern(tabeller: tuple[str, ...]) -> Callable[[object, BaseDatabaseSchemaEditor], None]:
    def fjern(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
        if skema.connection.vendor != "postgresql":
            return
        for tabel in tabeller:
            skema.execute(f"DROP POLICY lejer ON {tabel}", params=None)
            skema.execute(f"ALTER TABLE {tabel} NO FORCE ROW LEVEL SECURITY", params=None)
            skema.execute(f"ALTER TABLE {tabel} DISABLE ROW LEVEL SECURITY", params=None)

    return fjern
