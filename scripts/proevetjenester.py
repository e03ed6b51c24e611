"""En PostgreSQL og en Redis til én testkørsel, uden spor på maskinen bagefter."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg2  # type: ignore[import-untyped]
import redis
from boern import Boern, TjenesteError
from maegler import UDEN_DISK, svarer

NAVN = "registersamkoering"
VAERT = "127.0.0.1"
# Data kastes bort, så der er intet at skrive sikkert til disken.
UDEN_SIKRING = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
PLADS = ("max_connections=300",)
"""Beviserne om kapløb har hundrede forbindelser åbne ad gangen, og der prøves på alle kerner."""


@contextmanager
def postgres(boern: Boern) -> Iterator[str]:
    """Start en frisk PostgreSQL i en midlertidig mappe, og giv dens ``DATABASE_URL``.

    PostgreSQL nægter at køre som root; som root køres den som brugeren postgres eller nobody.
    """
    uid = ikke_root()
    mappe = Path(tempfile.mkdtemp(prefix="rs-pg-", dir="/tmp"))
    try:
        kode = opret_klynge(mappe, uid)
        port = ledig_port()
        start_postgres(boern, mappe, port, uid)
        adresse = f"postgres://{NAVN}:{kode}@{VAERT}:{port}/postgres"
        boern.vent_paa(boern.alle[-1], lambda: tager_imod(adresse))
        yield adresse
    finally:
        for barn in boern.alle:
            if barn.navn == "postgres":
                barn.stop()
        shutil.rmtree(mappe, ignore_errors=True)


def ikke_root() -> int | None:
    """Den bruger, PostgreSQL skal køre som; ``None`` er den, der kører scriptet."""
    if os.geteuid() != 0:
        return None
    for navn in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(navn).pw_uid
        except KeyError:
            continue
    raise TjenesteError(
        "PostgreSQL kan ikke køre som root, og hverken postgres eller nobody findes."
    )


def opret_klynge(mappe: Path, uid: int | None) -> str:
    """initdb med en tilfældig adgangskode, som gives tilbage."""
    kode = secrets.token_hex(16)
    kodefil = mappe / "kode"
    kodefil.write_text(kode, encoding="utf-8")
    if uid is not None:
        os.chown(mappe, uid, -1)
        os.chown(kodefil, uid, -1)
    adgang = ["-U", NAVN, "--auth=scram-sha-256", f"--pwfile={kodefil}"]
    valg = ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    svar = subprocess.run(
        [program("initdb"), "-D", mappe / "data", *adgang, *valg],
        capture_output=True,
        text=True,
        check=False,
        user=uid,
        extra_groups=None if uid is None else [],
        cwd=mappe,
    )
    if svar.returncode:
        raise TjenesteError(f"initdb mislykkedes:\n{svar.stderr}")
    return kode


def start_postgres(
    boern: Boern, mappe: Path, port: int, uid: int | None, vaerter: Sequence[str] = (VAERT,)
) -> None:
    """Start serveren på ``vaerter``; INT er PostgreSQLs hurtige, ordnede stop."""
    sted = [
        f"listen_addresses={','.join(vaerter)}",
        f"port={port}",
        f"unix_socket_directories={mappe}",
    ]
    valg = [led for indstilling in (*sted, *UDEN_SIKRING, *PLADS) for led in ("-c", indstilling)]
    kommando = [program("postgres"), "-D", str(mappe / "data"), *valg]
    boern.start("postgres", kommando, stopsignal=signal.SIGINT, uid=uid)


def program(navn: str) -> str:
    """Stien til et af PostgreSQLs programmer; Debian holder dem uden for PATH."""
    hjemme = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{navn}"))
    fundet = shutil.which(navn) or (str(hjemme[-1]) if hjemme else None)
    if fundet is None:
        raise TjenesteError(f"{navn} findes ikke. Installér postgresql.")
    return fundet


def tager_imod(adresse: str) -> bool:
    """Kan man forbinde?"""
    try:
        psycopg2.connect(adresse).close()
    except psycopg2.OperationalError:
        return False
    return True


@contextmanager
def redis_server(boern: Boern) -> Iterator[str]:
    """Start en Redis uden disk på en ledig port, og giv dens ``REDIS_URL``."""
    port = ledig_port()
    with tempfile.TemporaryDirectory(prefix="rs-redis-") as mappe:
        sted = ["--bind", VAERT, "--port", str(port), "--dir", mappe]
        barn = boern.start("redis", ["redis-server", *sted, *UDEN_DISK])
        boern.vent_paa(barn, lambda: svarer(redis.Redis(VAERT, port)), frist=15)
        yield f"redis://{VAERT}:{port}/0"


def ledig_port() -> int:
    """En port, kernen siger er ledig på loopback lige nu."""
    with socket.socket() as sokkel:
        sokkel.bind((VAERT, 0))
        return int(sokkel.getsockname()[1])
