"""Kanarierne fra en køreliste, og hvert sted, de kunne ligge, når listen er destrueret."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from portal.celery import app
from portal.sikkerhedskopi import paa_postgresql
from tests.bevis import spor

SAGENS = frozenset({"samkoering_kontrolark", "kontrol_bestilling", "journal_journalpost"})
"""Navn og adresse står her, fordi sagen findes; besøget står i journalens post, som det skal."""
JOURNALENS = frozenset({"journal_journalpost"})


@dataclass(frozen=True, slots=True)
class Kanarie:
    """Noget, kun listen vidste, og de tabeller, det må stå i bagefter."""

    slags: str
    tekst: str
    maa: frozenset[str] = frozenset()

    @property
    def former(self) -> tuple[bytes, ...]:
        """Som den kan stå i en fil: med JSON's koder, og et id med og uden streger."""
        former = {self.tekst, self.tekst.encode("unicode_escape").decode()}
        if self.slags == "id":
            former |= {self.tekst.replace("-", ""), UUID(self.tekst).bytes.decode("latin1")}
        return tuple(
            form.encode("latin1" if len(form) == len(UUID(int=0).bytes) else "utf-8")
            for form in former
        )

    def antal(self, indhold: bytes) -> int:
        """Hvor mange gange den står der."""
        return sum(indhold.count(form) for form in self.former)


def i_tabellerne(kanarier: Iterable[Kanarie], dump: Mapping[str, bytes]) -> list[str]:
    """De tabeller, en kanarie står i uden at måtte."""
    return [
        f"{kanarie.slags} i {tabel}"
        for tabel, indhold in dump.items()
        for kanarie in kanarier
        if tabel not in kanarie.maa and kanarie.antal(indhold)
    ]


def dump() -> dict[str, bytes]:
    """Tabel → dens rækker: pg_dump på PostgreSQL, og filen selv, side for side, på SQLite."""
    if connection.vendor == "postgresql":
        return dict(_pg_dump())
    return {**dict(_raekker()), "databasens fil": databasens_bytes()}


def databasens_bytes() -> bytes:
    """SQLites fil, som den ligger: også de sider og huller, ingen række bruger mere."""
    connection.ensure_connection()
    return bytes(connection.connection.serialize())


def _raekker() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as markoer:
        for tabel in connection.introspection.table_names(markoer):
            markoer.execute(f"SELECT * FROM {tabel}")
            yield tabel, repr(markoer.fetchall()).encode()


def _pg_dump() -> Iterator[tuple[str, bytes]]:
    env = paa_postgresql.miljoe(connection.settings_dict)
    kommando = ["pg_dump", "--data-only", "--enable-row-security"]
    hele = subprocess.run(kommando, env=env, capture_output=True, check=True).stdout
    for tabel, indhold in re.findall(rb"^COPY public\.(\w+) .*?;\n(.*?)^\\\.$", hele, re.M | re.S):
        yield tabel.decode(), indhold


def uden_for_databasen(logget: str, mapper: Iterable[Path]) -> dict[str, bytes]:
    """Redis, cache, sessioner, opslagslog, mapper og log."""
    steder = {navn: tekst.encode() for navn, tekst in spor.efterladt().items()}
    for mappe in mapper:
        for fil in sorted(mappe.rglob("*")):
            if fil.is_file():
                steder[f"fil {fil.name}"] = fil.read_bytes() + str(fil).encode()
    return {**steder, "log": logget.encode()}


def mapperne() -> list[Path]:
    """De mapper, portalen skriver filer i."""
    navne = ("JOURNALMAPPE", "DIGITAL_POST_MAPPE", "PAKKEMAPPE", "UDTRAEKSMAPPE")
    return [Path(getattr(settings, navn)) for navn in navne]


def arbejd_koeen_tom() -> int:
    """Gør, hvad en arbejder ville: tag hver opgave ud af køen og udfør den."""
    from kombu.simple import SimpleQueue

    antal = 0
    koe = settings.CELERY_TASK_DEFAULT_QUEUE
    with app.connection_for_write() as forbindelse, SimpleQueue(forbindelse, koe) as raekken:
        while True:
            try:
                besked = raekken.get(block=False)
            except raekken.Empty:
                return antal
            navn, argumenter = besked.headers["task"], besked.payload[0]
            besked.ack()
            app.tasks[navn](*argumenter)
            antal += 1


# ── Resten: det, driften skal vide ──────────────────────────────────────────────────────────


def rest_paa_postgresql(kanarie: Kanarie) -> dict[str, int]:
    """Den døde række før og efter VACUUM, og WAL, talt i serverens egne filer."""
    laes = "SELECT pg_read_binary_file(pg_relation_filepath('hjemmebesoeg_stop'))"
    with connection.cursor() as markoer:

        def taeld(saetning: str) -> int:
            markoer.execute(saetning)
            return sum(kanarie.antal(bytes(raekke[0])) for raekke in markoer.fetchall())

        markoer.execute("CHECKPOINT")
        foer = taeld(laes)
        markoer.execute("VACUUM hjemmebesoeg_stop")
        markoer.execute("CHECKPOINT")
        efter = taeld(laes)
        wal = taeld("SELECT pg_read_binary_file('pg_wal/' || name) FROM pg_ls_waldir()")
    return {"død række": foer, "efter VACUUM": efter, "WAL": wal}


def rest_paa_sqlite(mappe: Path, kanarie: Kanarie) -> dict[str, int]:
    """Det samme værn på en rigtig fil: hvad står i filen og i ``-wal`` før og efter tømning."""
    fil = mappe / "rest.sqlite3"
    valg = settings.DATABASES["default"]["OPTIONS"]["init_command"]
    forbindelse = sqlite3.connect(fil, isolation_level=None)
    forbindelse.executescript(valg)
    forbindelse.execute("CREATE TABLE stop (tekst text)")
    forbindelse.execute("INSERT INTO stop VALUES (?)", [kanarie.tekst])
    forbindelse.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    forbindelse.execute("INSERT INTO stop VALUES (?)", [kanarie.tekst])
    forbindelse.execute("DELETE FROM stop")
    wal = kanarie.antal((mappe / "rest.sqlite3-wal").read_bytes())
    forbindelse.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    efter = sum(kanarie.antal(en.read_bytes()) for en in mappe.glob("rest.sqlite3*"))
    forbindelse.close()
    return {"-wal": wal, "efter tømning": efter}
