"""Barneproces: overblikket i den store og en lille kommune mod de samme tal talt med SQL.

Skriver én linje JSON: for hver side dens tid, SQL'ens tid (begge i ms), antallet af sidens
spørgsmål og af de tal, begge gav.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import django

django.setup()

import psycopg2  # type: ignore[import-untyped]  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from adgang.lejer import lejer  # noqa: E402
from adgang.models import Bruger  # noqa: E402
from adgang.omfang import omfang_for  # noqa: E402
from benchmarks.effekten import rival  # noqa: E402
from benchmarks.effekten.perioden import LILLE, STOR, aaret  # noqa: E402
from benchmarks.portalen.log_ind import klient_for  # noqa: E402
from feedback.effekt.laesning import laes_figurer  # noqa: E402
from feedback.effekt.valg import Valg  # noqa: E402

GANGE = 15
MINDST_ENIGE = 50
"""En side, der skjuler det meste, er ikke det, der skal måles."""
SIDEN = "/effekt/"
RAMMEN = ("SAVEPOINT", "RELEASE")


def main() -> None:
    """Mål begge kommuner."""
    raa = psycopg2.connect(os.environ["EJERENS_DATABASE"])
    kommuner = {"stor": STOR, "lille": LILLE}
    print(json.dumps([{"navn": n, **_maal(kode, raa)} for n, kode in kommuner.items()]))


def _maal(kommune: str, raa: psycopg2.extensions.connection) -> dict[str, Any]:
    """Siden og SQL'en skiftevis, så de deler maskinens gode og dårlige øjeblikke."""
    leder = Bruger.objects.get(brugernavn=f"leder-{kommune}")
    klient = klient_for(leder)
    felter = rival.felter(kommune, *aaret())
    enige = _enige(leder, _spoerg(raa, felter))
    _hent(klient)
    par = [(_tid(lambda: _hent(klient)), _tid(lambda: _spoerg(raa, felter))) for _ in range(GANGE)]
    return {
        "spoergsmaal": _spoergsmaal(klient), "enige": enige,
        "side": median(a for a, _ in par), "sql": median(b for _, b in par),
        "forhold": median(a / b for a, b in par),
    }  # fmt: skip


def _spoerg(
    raa: psycopg2.extensions.connection, felter: dict[str, Any]
) -> list[list[tuple[Any, ...]]]:
    """Rivalens sætninger, hver med sine rækker hentet."""
    svarene = []
    with raa.cursor() as markoer:
        for sql in rival.SAETNINGER:
            markoer.execute(sql, felter)
            svarene.append(markoer.fetchall())
    raa.rollback()
    return svarene


def _enige(leder: Bruger, svarene: list[list[tuple[Any, ...]]]) -> int:
    """Så mange tal har begge; er ét ikke ens, måles intet."""
    fra, til = aaret()
    svar = rival.tal(svarene, fra, til)
    with lejer(str(leder.kommune_id)):
        figurer = laes_figurer(omfang_for(leder), Valg(fra, til))
    antal = 0
    for noegle, gren, talt, vist in rival.ens(
        svar, {noegle: figur.vist for noegle, figur in figurer.alle.items()}
    ):
        assert talt == vist, (noegle, gren, talt, vist)
        antal += 1
    aaret_i_alt = figurer.figur("AFSLUTTET")
    assert aaret_i_alt is not None
    for felt, talt in zip(rival.MAALT, svar.maalt, strict=True):
        vist = getattr(aaret_i_alt, felt)
        assert vist in (None, talt), (felt, talt, vist)
        antal += vist is not None
    assert antal >= MINDST_ENIGE, antal
    return antal


def _spoergsmaal(klient: Client) -> int:
    """Så mange spørgsmål stiller siden, uden transaktionens ramme."""
    # Højst hvert minut skriver døren også, at sessionen er i brug; det er gjort nu.
    _hent(klient)
    # Transaktionen holder forbindelsen, mens der tælles.
    with transaction.atomic(), CaptureQueriesContext(connection) as fanget:
        _hent(klient)
        transaction.set_rollback(True)
    return sum(not str(et["sql"]).startswith(RAMMEN) for et in fanget.captured_queries)


def _hent(klient: Client) -> None:
    svar = klient.get(SIDEN)
    assert svar.status_code == 200, svar.status_code


def _tid(goer: Callable[[], object]) -> float:
    begyndt = time.perf_counter()
    goer()
    return (time.perf_counter() - begyndt) * 1000


if __name__ == "__main__":
    main()
