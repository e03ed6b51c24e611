"""To skrivere på PostgreSQL: mens databasen tager imod den ene kommune, dannes den næste.

Hver skriver er en tråd med sin egen forbindelse; delenes låse og transaktioner er de samme som
mellem to arbejdere. SQLite har kun plads til én, der skriver, og det har en åben transaktion også.
"""

from __future__ import annotations

import contextvars
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from samkoering.models import Arbejde, Forsoegsudfald, Koersel, Natdel
from samkoering.natten.forsoeg import forbindelsen_er_tabt

log = structlog.get_logger(__name__)
Tag = Callable[[Natdel], bool]
"""Tag delen, hvis den er fri, og skriv den; sandt, når der skete noget med den."""


def tag_dem_alle(koersel: Koersel, dele: Iterable[Natdel], tag: Tag) -> bool:
    """Lad skriverne tage delene i orden; sandt, når der skete noget med nogen af dem.

    En fejl standser de andre, når de er færdige med den del, de har, og kastes så.
    """
    rest = deque(dele)
    hjaelpere = min(antal_skrivere(koersel), len(rest)) - 1
    if hjaelpere < 1:
        return _tag_resten(rest, tag)
    with ThreadPoolExecutor(hjaelpere, thread_name_prefix="skriver") as pulje:
        hjaelp = [_i_egen_traad(pulje, rest, tag) for _ in range(hjaelpere)]
        try:
            skrevet = _tag_resten(rest, tag)
            return any([skrevet, *(hjaelper.result() for hjaelper in hjaelp)])
        except BaseException:
            rest.clear()
            raise


def antal_skrivere(koersel: Koersel) -> int:
    """Så mange skriver på én gang her.

    Er et forsøg i kørslen mislykket, skrives delene en for en: vælter en del processen, rammer det
    så ikke også en anden, og den ender ikke i karantæne for sin nabos skyld.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return 1
    skrivninger = koersel.forsoeg.filter(arbejde=Arbejde.SKRIV)
    if skrivninger.exclude(udfald=Forsoegsudfald.LYKKEDES).exists():
        return 1
    return int(settings.NATTENS_SKRIVERE)


def _tag_resten(rest: deque[Natdel], tag: Tag) -> bool:
    skrevet = False
    while natdel := _naeste(rest):
        skrevet |= tag(natdel)
    return skrevet


def _naeste(rest: deque[Natdel]) -> Natdel | None:
    """Den næste; den anden skriver kan have taget den sidste, siden der sidst blev set efter."""
    try:
        return rest.popleft()
    except IndexError:
        return None


def _i_egen_traad(pulje: ThreadPoolExecutor, rest: deque[Natdel], tag: Tag) -> Future[bool]:
    """Loggens kørsel følger med; forbindelsen er trådens egen."""
    return pulje.submit(contextvars.copy_context().run, _hjaelp, rest, tag)


def _hjaelp(rest: deque[Natdel], tag: Tag) -> bool:
    """Tag af resten. Er kun denne forbindelse tabt, er delen det også, og en anden tager den."""
    try:
        return _tag_resten(rest, tag)
    except (OperationalError, InterfaceError):
        if not forbindelsen_er_tabt():
            rest.clear()
            raise
        log.warning("skriver_uden_database")
        return False
    except BaseException:
        rest.clear()
        raise
    finally:
        connection.close()
