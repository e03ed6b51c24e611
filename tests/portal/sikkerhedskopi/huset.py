"""Ulykker: databasen mister alt, eller kopien bliver en anden."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from adgang.opslagslog.segl import seglfil
from portal.sikkerhedskopi import arkiv, paa_postgresql
from portal.sikkerhedskopi.manifest import MANIFEST, Del, Manifest

KOPIER = "kopier"


def toem() -> None:
    """Alle rækker, seglene og beskederne er væk; skemaet står."""
    call_command("flush", interactive=False, verbosity=0)
    seglfil().unlink(missing_ok=True)
    shutil.rmtree(settings.JOURNALMAPPE, ignore_errors=True)


def ompak(
    fil: Path,
    *,
    manifest: Callable[[dict[str, Any]], None] = lambda _felter: None,
    database: Callable[[Path], None] | None = None,
    uden: str = "",
) -> Path:
    """En kopi, nogen har ændret og regnet alle fingeraftryk om på."""
    arbejde = fil.parent / "ompak"
    felter = json.loads(arkiv.pak_ud(fil, arbejde).som_bytes())
    manifest(felter)
    if database:
        database(arbejde)
    ny = fil.parent / "ompakket.tar"
    with arkiv.skriv(ny, 0) as pakker:
        for del_ in felter["dele"]:
            if del_["navn"] != uden and (arbejde / del_["navn"]).exists():
                pakker.fil(del_["navn"], arbejde / del_["navn"])
        nye = {del_.navn: del_ for del_ in pakker.dele}
        dele = [nye.get(del_["navn"], Del(**del_)) for del_ in felter["dele"]]
        pakker.manifest(Manifest(**{**felter, "dele": tuple(dele)}))
    shutil.rmtree(arbejde)
    return ny


def uden_manifest(fil: Path) -> Path:
    """En gyldig fil med et gyldigt fingeraftryk, men uden manifest."""
    ny = fil.parent / "uden.tar"
    with arkiv.skriv(ny, 0) as pakker:
        pakker.indhold("noget", b"andet")
    return ny


def aendr_i_databasen(sql: str) -> Callable[[Path], None]:
    """Ret i den database, der ligger i kopien, uden om værnene, som den, der ejer filen, kan."""
    return _i_sqlite(sql) if connection.vendor == "sqlite" else _i_dumpet(sql)


def _i_sqlite(sql: str) -> Callable[[Path], None]:
    def ret(mappe: Path) -> None:
        with closing(sqlite3.connect(mappe / "database.sqlite3")) as kopi:
            udloesere = kopi.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            gemte = udloesere.fetchall()
            for navn, _ in gemte:
                kopi.execute(f"DROP TRIGGER {navn}")
            assert kopi.execute(sql).rowcount > 0
            for _, opret in gemte:
                kopi.execute(opret)
            kopi.commit()

    return ret


def _i_dumpet(sql: str) -> Callable[[Path], None]:
    """Læs dumpet ind i en database for sig, ret, og dump igen."""

    def ret(mappe: Path) -> None:
        miljoe = {**paa_postgresql.miljoe(connection.settings_dict), "PGDATABASE": "proeve_aendret"}
        dump = str(mappe / "database.dump")
        with connection.cursor() as markoer:
            markoer.execute("DROP DATABASE IF EXISTS proeve_aendret")
            markoer.execute("CREATE DATABASE proeve_aendret TEMPLATE template0")
        try:
            som_ejer = f"SET session_replication_role = replica; {sql}"
            for kommando in (
                ["pg_restore", "--no-owner", "--dbname=proeve_aendret", dump],
                ["psql", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--command={som_ejer}"],
                ["pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                 "--enable-row-security", f"--file={dump}"],
            ):  # fmt: skip
                subprocess.run(kommando, env=miljoe, check=True, capture_output=True)
        finally:
            with connection.cursor() as markoer:
                markoer.execute("DROP DATABASE proeve_aendret")

    return ret


def med_fremmed_del(fil: Path, navn: str) -> Path:
    """Et manifest, der peger ud af kopien."""
    ny = fil.parent / "fremmed.tar"
    with arkiv.skriv(ny, 0) as pakker:
        pakker.indhold(navn, b"udenfor")
        felter = {**json.loads(manifestet(fil)), "dele": tuple(pakker.dele)}
        pakker.manifest(Manifest(**felter))
    return ny


def manifestet(fil: Path) -> bytes:
    """Kopiens manifest, som det står i filen."""
    with tarfile.open(fileobj=io.BytesIO(fil.read_bytes())) as tar:
        return tar.extractfile(MANIFEST).read()
