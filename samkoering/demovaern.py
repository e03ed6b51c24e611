"""Demoværnet: i en demonstration kan databasen ikke rumme et CPR-nummer, en person kan have.

Syntetiske numre har dag + 60 (61–91), den officielle form for erstatningsnumre. Værnet ligger
i databasen selv, så det også gælder den kode, der glemte det.
"""

from __future__ import annotations

from django.db import connection

KOLONNER: tuple[tuple[str, str], ...] = (
    ("samkoering_sag", "cpr"),
    ("samkoering_udfald", "cpr"),
    ("samkoering_udfald", "ym_cpr"),
    ("samkoering_fredning", "ym_cpr"),
    ("samkoering_kontrolregnskab", "cpr"),
    ("adgang_borger", "cpr"),
    ("journal_journalpost", "cpr"),
    ("journal_forsendelse", "cpr"),
    ("persongrupper_projektborger", "cpr"),
    ("sagsopstart_ansoegning", "cpr"),
    ("sagsopstart_ansoegning", "aegtefaelle_cpr"),
    ("sagsopstart_registeropslag", "cpr"),
    ("udsoegning_kursusafslutning", "cpr"),
    ("udsoegning_fundet", "cpr"),
)
BESKED = "Demoværn: kun syntetiske CPR-numre (dag + 60)."


def installer() -> None:
    """Sæt værnet på alle kolonner med CPR-numre; at gøre det igen ændrer intet.

    Kaster ``django.db.IntegrityError``, når PostgreSQL allerede rummer et rigtigt nummer.
    """
    if connection.vendor == "postgresql":
        _paa_postgresql()
    else:
        _paa_sqlite()


def _paa_postgresql() -> None:
    with connection.cursor() as markoer:
        for tabel, kolonne in KOLONNER:
            navn = f"demovaern_{tabel}_{kolonne}"
            markoer.execute(f"ALTER TABLE {tabel} DROP CONSTRAINT IF EXISTS {navn}")
            markoer.execute(
                f"ALTER TABLE {tabel} ADD CONSTRAINT {navn} "
                f"CHECK ({kolonne} ~ '^(6[1-9]|[78][0-9]|9[01])[0-9]{{8}}$')"
            )


def _paa_sqlite() -> None:
    """SQLite kan ikke få et krav på en tabel, der findes; en udløser gør det samme."""
    with connection.cursor() as markoer:
        for tabel, kolonne in KOLONNER:
            for haendelse in ("INSERT", "UPDATE"):
                navn = f"demovaern_{tabel}_{kolonne}_{haendelse.lower()}"
                markoer.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {navn} BEFORE {haendelse} ON {tabel} "
                    f"WHEN NEW.{kolonne} NOT GLOB '{'[0-9]' * 10}' "
                    f"OR CAST(substr(NEW.{kolonne}, 1, 2) AS INTEGER) NOT BETWEEN 61 AND 91 "
                    f"BEGIN SELECT RAISE(ABORT, '{BESKED}'); END"
                )
