"""Trussel 24: PostgreSQLs egen log gentager ingen værdier, når den er sat op, som driften skal."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings

from tests.bevis import kanarier
from tests.bevis.bevisbog import Bevisbog

pytestmark = pytest.mark.postgres

CPR = kanarier.cpr(0)
ANDEN = kanarier.cpr(1)
MED_STREG = f"{CPR[:6]}-{CPR[6:]}"
NUMMER = re.compile(kanarier.CPR_NUMMER)
LAV = "CREATE TABLE sag (cpr varchar(10) PRIMARY KEY, kle text NOT NULL CHECK (kle <> ''))"

Handling = Callable[[Any], object]


def _sql(saetning: str, *vaerdier: str) -> Handling:
    return lambda markoer: markoer.execute(saetning, vaerdier or None)


def _forberedt(markoer: Any) -> None:
    markoer.execute("PREPARE ind (text) AS INSERT INTO sag VALUES ($1, 'x')")
    try:
        markoer.execute(f"EXECUTE ind ('{CPR}')")
    finally:
        markoer.execute("DEALLOCATE ind")


def _kopieret(markoer: Any) -> None:
    markoer.copy_expert("COPY sag FROM STDIN CSV", io.StringIO(f"{CPR}{CPR},x\n"))


FEJL: dict[str, Handling] = {
    "unik-krænkelse": _sql("INSERT INTO sag VALUES (%s, 'x')", CPR),
    "unik-krænkelse, forberedt": _forberedt,
    "en værdi mangler": _sql("INSERT INTO sag VALUES (%s, NULL)", ANDEN),
    "et krav brydes": _sql("INSERT INTO sag VALUES (%s, '')", ANDEN),
    "for lang værdi": _sql("INSERT INTO sag VALUES (%s, 'x')", CPR + CPR),
    "for lang værdi, kopieret": _kopieret,
    "syntaksfejl før nummeret": _sql(f"SELEKT '{CPR}'"),
    "syntaksfejl ved nummeret": _sql(f"SELECT FRA {CPR} FRA"),
    "ikke et tal": _sql("SELECT %s::int", MED_STREG),
    "ikke en dato": _sql("SELECT %s::date", CPR),
    "ukendt kolonne": _sql(f'SELECT "{CPR}" FROM sag'),
    "ukendt tabel": _sql(f'SELECT 1 FROM "kopi_{CPR}"'),
    "en udløsers egne ord": _sql(f"DO $$ BEGIN RAISE EXCEPTION 'nr. {CPR}'; END $$"),
    "en advarsel": _sql(f"DO $$ BEGIN RAISE WARNING 'nr. {CPR}'; END $$"),
}


@dataclass(frozen=True, slots=True)
class Server:
    """En PostgreSQL for sig selv, med sin log."""

    adresse: str
    log: Path

    def saet(self, indstillinger: dict[str, str]) -> None:
        """Sæt indstillingerne, og vent, til serveren har læst dem."""
        with closing(psycopg2.connect(self.adresse)) as forbindelse:
            forbindelse.autocommit = True
            with forbindelse.cursor() as markoer:
                for navn, vaerdi in indstillinger.items():
                    markoer.execute(f"ALTER SYSTEM SET {navn} = '{vaerdi}'")
                markoer.execute("SELECT pg_reload_conf()")
        slut = time.monotonic() + 60
        while not all(self._laest(*par) for par in indstillinger.items()):
            assert time.monotonic() < slut
            time.sleep(0.02)

    def _laest(self, navn: str, vaerdi: str) -> bool:
        with (
            closing(psycopg2.connect(self.adresse)) as forbindelse,
            forbindelse.cursor() as markoer,
        ):
            markoer.execute(f"SHOW {navn}")
            return markoer.fetchone() == (vaerdi,)

    def proev(self, gentagelser: int) -> list[str]:
        """De fejl, efter hvilke nummeret står i loggen."""
        with closing(psycopg2.connect(self.adresse)) as forbindelse:
            forbindelse.autocommit = True
            with forbindelse.cursor() as markoer:
                return [
                    navn
                    for _ in range(gentagelser)
                    for navn, fejl in FEJL.items()
                    if NUMMER.search(self._skrevet(lambda fejl=fejl: fejl(markoer)))
                ]

    def _skrevet(self, handling: Callable[[], object]) -> str:
        foer = self.log.stat().st_size
        with suppress(psycopg2.Error):
            handling()
        return self.log.read_bytes()[foer:].decode()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """En frisk klynge, som ``make test`` laver den; væk igen bagefter."""
    monkeypatch.syspath_prepend(str(settings.ROD / "scripts"))
    import proevetjenester
    from boern import Boern

    mappe, bruger = Path(tempfile.mkdtemp(prefix="rs-pg-", dir="/tmp")), proevetjenester.ikke_root()
    boern = Boern(mappe / "log")
    boern.logmappe.mkdir()
    try:
        kode, port = proevetjenester.opret_klynge(mappe, bruger), proevetjenester.ledig_port()
        proevetjenester.start_postgres(boern, mappe, port, bruger)
        adresse = f"postgres://{proevetjenester.NAVN}:{kode}@127.0.0.1:{port}/postgres"
        boern.vent_paa(boern.alle[0], lambda: proevetjenester.tager_imod(adresse))
        with closing(psycopg2.connect(adresse)) as forbindelse, forbindelse.cursor() as markoer:
            markoer.execute(LAV)
            markoer.execute("INSERT INTO sag VALUES (%s, 'x')", [CPR])
            forbindelse.commit()
        yield Server(adresse, boern.alle[0].log)
    finally:
        for barn in boern.alle:
            barn.stop()
        shutil.rmtree(mappe, ignore_errors=True)


def driftens_indstillinger() -> dict[str, str]:
    """Det, ``docker-compose.yml`` giver serveren; ``docs/drift.md`` nævner det samme."""
    opsat = (settings.ROD / "docker-compose.yml").read_text(encoding="utf-8")
    fundne = dict(re.findall(r"^\s*- (log_\w+)=(\w+)$", opsat, re.MULTILINE))
    vejledning = (settings.ROD / "docs" / "drift.md").read_text(encoding="utf-8")
    assert [n for n, vaerdi in fundne.items() if f"`{n}={vaerdi}`" not in vejledning] == []
    return fundne


def test_serverens_log_gentager_intet_nummer(server: Server, bevis: Bevisbog) -> None:
    gentagelser = bevis.antal(1, 200)
    plantet = server.proev(1)
    server.saet(driftens_indstillinger())
    brud = server.proev(gentagelser)
    bevis.foer(
        24,
        "CPR-numre i PostgreSQLs egen log",
        forsoeg=gentagelser * len(FEJL),
        brud=sorted(set(brud)),
        plantet_fejl_fanget=plantet == list(FEJL),
    )
