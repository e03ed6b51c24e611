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


def mur_om(
    *tabeller: str, uden_kommune: bool = False, foer_log_ind: bool = False
) -> migrations.RunPython:
    """En migration, der sætter politikken på tabellerne.

    ``uden_kommune`` lader også rækker uden kommune passere (loggen om det, der sker før log-in).
    ``foer_log_ind`` lader alle rækker læse, så længe ingen lejer er sat (listerne over netværk,
    som døren læser, før nogen er kendt).
    """
    skriv = f"{_EGEN} OR kommune_id IS NULL" if uden_kommune else _EGEN
    laes = f"{skriv} OR coalesce({_LEJER}, '') = ''" if foer_log_ind else skriv
    return migrations.RunPython(_saet(tabeller, laes, skriv), _fjern(tabeller))


def _saet(
    tabeller: tuple[str, ...], laes: str, skriv: str
) -> Callable[[object, BaseDatabaseSchemaEditor], None]:
    def saet(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
        if skema.connection.vendor != "postgresql":
            return
        for tabel in tabeller:
            skema.execute(f"ALTER TABLE {tabel} ENABLE ROW LEVEL SECURITY", params=None)
            skema.execute(f"ALTER TABLE {tabel} FORCE ROW LEVEL SECURITY", params=None)
            skema.execute(
                f"CREATE POLICY lejer ON {tabel} USING ({laes}) WITH CHECK ({skriv})",
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
