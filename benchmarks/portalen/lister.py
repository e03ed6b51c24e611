"""Barneproces: hver listeside mod de spørgsmål, den selv stiller, sendt direkte til databasen.

Skriver én linje JSON: for hver side dens tid, spørgsmålenes tid (begge i ms) og deres antal.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from statistics import median

import django

django.setup()

import psycopg2  # type: ignore[import-untyped]  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from adgang.lejer import lejer  # noqa: E402
from adgang.models import Bruger  # noqa: E402
from benchmarks.portalen.log_ind import klient_for  # noqa: E402
from benchmarks.portalen.sider import Listeside, alle  # noqa: E402

GANGE = 9
RAMMEN = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
KOMMUNER = {"lille": "0173", "stor": "0175"}


def main() -> None:
    """Mål alle sider i begge kommuner."""
    raa = psycopg2.connect(os.environ["DATABASE_URL"])
    maalt = []
    for stoerrelse, kommune in KOMMUNER.items():
        klient = klient_for(Bruger.objects.get(brugernavn=f"b1-{kommune}"))
        with lejer(kommune):
            sider = list(alle(klient, kommune))
        for side in sider:
            maalt.append({"stoerrelse": stoerrelse, **_maal(side, klient, raa)})
    print(json.dumps(maalt))


def _maal(
    side: Listeside, klient: Client, raa: psycopg2.extensions.connection
) -> dict[str, object]:
    """Siden og dens spørgsmål skiftevis, så de deler maskinens gode og dårlige øjeblikke."""
    _hent(klient, side.sti)
    spoergsmaal = _sidens(klient, side.sti)
    par = [
        (_tid(lambda: _hent(klient, side.sti)), _tid(lambda: _spoerg(raa, spoergsmaal)))
        for _ in range(GANGE)
    ]
    return {
        "liste": side.liste, "navn": side.navn, "antal": len(spoergsmaal),
        "side": median(a for a, _ in par), "sql": median(b for _, b in par),
        "forhold": median(a / b for a, b in par),
    }  # fmt: skip


def _sidens(klient: Client, sti: str) -> list[str]:
    """De spørgsmål, siden stiller. Loggens linje rulles tilbage, så den kan skrives igen."""
    with transaction.atomic(), CaptureQueriesContext(connection) as fanget:
        _hent(klient, sti)
        transaction.set_rollback(True)
    alle_ = (str(et["sql"]) for et in fanget.captured_queries)
    return [sql for sql in alle_ if not sql.startswith(RAMMEN)]


def _hent(klient: Client, sti: str) -> None:
    svar = klient.get(sti)
    assert svar.status_code == 200, f"{sti}: {svar.status_code}"


def _spoerg(raa: psycopg2.extensions.connection, spoergsmaal: list[str]) -> None:
    """Alle spørgsmålene i én transaktion, hver med sine rækker hentet; intet bliver stående."""
    with raa.cursor() as markoer:
        for sql in spoergsmaal:
            markoer.execute(sql)
            if markoer.description:
                markoer.fetchall()
    raa.rollback()


def _tid(goer: Callable[[], None]) -> float:
    begyndt = time.perf_counter()
    goer()
    return (time.perf_counter() - begyndt) * 1000


if __name__ == "__main__":
    main()
