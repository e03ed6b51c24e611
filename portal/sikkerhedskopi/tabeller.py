"""Databasens tabeller og deres antal, ens på begge motorer."""

from __future__ import annotations

from typing import Any

from django.db import connection

from adgang.lejer import paa_tvaers

SKELET = frozenset(
    {"django_migrations", "django_content_type", "auth_permission", "auth_group",
     "auth_group_permissions"}
)  # fmt: skip
"""Rækker her skriver ``migrate`` selv; de er ikke nogens data."""
_GRUND = "sikkerhedskopien dækker alle kommuner"


def antal_nu() -> dict[str, int]:
    """Rækker pr. tabel, som forbindelsen ser dem nu."""
    with paa_tvaers(grund=_GRUND), connection.cursor() as markoer:
        return tael(markoer, connection.introspection.table_names(markoer))


def tael(markoer: Any, tabeller: list[str]) -> dict[str, int]:
    """Rækker pr. tabel."""
    antal = {}
    for tabel in sorted(tabeller):
        markoer.execute(f"SELECT count(*) FROM {connection.ops.quote_name(tabel)}")  # noqa: S608 – tabellens navn er databasens eget
        antal[tabel] = int(markoer.fetchone()[0])
    return antal


def har_data() -> bool:
    """Om der er noget i databasen, nogen kunne savne."""
    return any(antal for tabel, antal in antal_nu().items() if tabel not in SKELET)


def forskelle(foer: dict[str, int], nu: dict[str, int]) -> list[str]:
    """Hver tabel, hvis antal er et andet end manifestets."""
    return [
        f"Tabellen {tabel} skulle have {antal} rækker, men har {nu.get(tabel, 'ingen')}."
        for tabel, antal in foer.items()
        if nu.get(tabel) != antal
    ]
