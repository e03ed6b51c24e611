"""Nattens maskiner: egen PostgreSQL, egen Redis, et ur og arbejdere, der kan dræbes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import redis

ROD = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROD / "scripts"))

from boern import Barn, Boern  # noqa: E402 – scripterne er ikke en pakke
from maegler import UDEN_DISK, svarer  # noqa: E402
from proevetjenester import (  # noqa: E402
    NAVN,
    VAERT,
    ikke_root,
    ledig_port,
    opret_klynge,
    start_postgres,
    tager_imod,
)

from tests.bevis.draebt.navnerum import Navnerum  # noqa: E402

BIN = Path(sys.executable).parent
HER = Path(__file__).parent


@dataclass
class Maskiner:
    """Tjenesterne i ``mappe``; hver kan dræbes og startes igen, mens de andre kører."""

    boern: Boern
    mappe: Path
    pg_mappe: Path
    rum: Sequence[Navnerum] = ()
    naiv: bool = False
    arbejdere: list[Barn] = field(default_factory=list)
    draebte: int = 0

    def __post_init__(self) -> None:
        self.uid = ikke_root()
        kode = opret_klynge(self.pg_mappe, self.uid)
        self._luk_op_for_rummene()
        self.pg_port, self.redis_port = ledig_port(), ledig_port()
        self.database = f"postgres://{NAVN}:{kode}@{VAERT}:{self.pg_port}/postgres"
        self.miljoe = {
            **os.environ,
            "DEMO": "true",
            "DATABASE_URL": self.database,
            "REDIS_URL": f"redis://{VAERT}:{self.redis_port}/0",
            "VAR_MAPPE": str(self.mappe / "var"),
            "LOG_NIVEAU": "ERROR",
        }
        self._start_database()
        self._start_redis()

    def manage(self, *argumenter: str) -> str:
        """Kør en kommando i manage.py, til den er færdig; giver det, den skrev."""
        kommando = [sys.executable, str(ROD / "manage.py"), *argumenter]
        svar = subprocess.run(
            kommando, env=self.miljoe, cwd=ROD, capture_output=True, text=True, check=True
        )
        return svar.stdout

    def kopier_databasen(self, navn: str) -> None:
        """En kopi af databasen, som den er nu."""
        db = psycopg2.connect(self.database.rsplit("/", 1)[0] + "/template1")
        try:
            db.autocommit = True
            with db.cursor() as markoer:
                markoer.execute(f"CREATE DATABASE {navn} TEMPLATE postgres")
        finally:
            db.close()

    def skift_database(self, navn: str) -> None:
        """Alt, der startes herefter, bruger kopien."""
        self.database = self.database.rsplit("/", 1)[0] + f"/{navn}"
        self.miljoe["DATABASE_URL"] = self.database

    def start_uret(self, dag: str) -> None:
        """Afstemningen af ``dag`` hvert sekund, i stedet for hvert minut."""
        self._start("ur", [sys.executable, str(HER / "ur.py"), dag])

    def start_arbejder(self, *, naiv_deler: bool = False) -> None:
        """En natarbejder mere, som ``make run`` starter den, eller en af bevisets naive."""
        nummer = self.draebte + len(self.arbejdere)
        celery = [str(BIN / "celery"), "-A", "portal", "worker", "-l", "ERROR", "-Q", "nat"]
        husets = [*celery, "-P", "solo", "-n", f"nat{nummer}@%h", "--without-mingle"]
        kvitterer = [sys.executable, str(HER / "naiv.py")]
        deler = [sys.executable, str(HER / "naiv_deler.py"), str(nummer), "2"]
        naive = deler if naiv_deler else kvitterer
        rum = self.rum[nummer] if self.rum else None
        if rum:
            rum.taend()
        barn = self._start(f"arbejder{nummer}", naive if self.naiv else husets, rum)
        self.arbejdere.append(barn)

    def draeb_arbejderne(self) -> None:
        """``kill -9`` på alle arbejdere og deres børn i samme øjeblik, som når strømmen går."""
        for barn in self.arbejdere:
            _draeb(barn)
            self.draebte += 1
        antal, self.arbejdere = len(self.arbejdere), []
        for _ in range(antal):
            self.start_arbejder()

    def draeb_een(self, offer: Barn, *, sluk: bool) -> None:
        """``kill -9`` på én arbejder og dens barn; den startes ikke igen.

        ``sluk`` er strømmen til hele maskinen: kernen når ikke at sige farvel til tjenesterne.
        """
        if sluk:
            self.rum[self.arbejdere.index(offer)].sluk()
        self.arbejdere.remove(offer)
        _draeb(offer)
        self.draebte += 1

    def stop_arbejdet(self) -> None:
        """Natten er slut; ingen skal lukke pænt."""
        for barn in (*self.arbejdere, *(b for b in self.boern.alle if b.navn == "ur")):
            _draeb(barn)
        self.arbejdere = []

    def genstart_redis(self) -> None:
        """Redis dør og kommer tom tilbage."""
        _draeb(self._barn("redis"))
        self._start_redis()

    def genstart_databasen(self) -> None:
        """PostgreSQL stoppes som ``pg_ctl -m immediate`` og starter på sin journal."""
        postgres = self._barn("postgres")
        postgres.proces.send_signal(signal.SIGQUIT)
        postgres.proces.wait(30)
        self.boern.alle.remove(postgres)
        self._start_database()

    def _luk_op_for_rummene(self) -> None:
        """PostgreSQL tager også imod fra navnerummene, med adgangskode som ellers."""
        with (self.pg_mappe / "data" / "pg_hba.conf").open("a", encoding="utf-8") as hba:
            hba.writelines(f"host all all {rum.egen}/32 scram-sha-256\n" for rum in self.rum)

    def _start_database(self) -> None:
        vaerter = (VAERT, *(rum.vaert for rum in self.rum))
        start_postgres(self.boern, self.pg_mappe, self.pg_port, self.uid, vaerter)
        self.boern.vent_paa(self.boern.alle[-1], lambda: tager_imod(self.database))

    def _start_redis(self) -> None:
        vaerter = [VAERT, *(rum.vaert for rum in self.rum)]
        sted = ["--bind", *vaerter, "--port", str(self.redis_port), "--dir", str(self.mappe)]
        # Uden rum er der kun loopback; med dem er der en ledning til hver og ingen vej udefra.
        sted += ["--protected-mode", "no"] if self.rum else []
        barn = self.boern.start("redis", ["redis-server", *sted, *UDEN_DISK])
        self.boern.vent_paa(barn, lambda: svarer(redis.Redis(VAERT, self.redis_port)), frist=15)

    def _start(self, navn: str, kommando: list[str], rum: Navnerum | None = None) -> Barn:
        miljoe = rum.miljoe(self.miljoe) if rum else self.miljoe
        forspand = rum.forspand() if rum else []
        return self.boern.start(
            navn, [*forspand, *kommando], miljoe={**miljoe, "PYTHONPATH": str(ROD)}
        )

    def _barn(self, navn: str) -> Barn:
        return next(barn for barn in reversed(self.boern.alle) if barn.navn == navn)

    def spoerg(self, sporgsmaal: str) -> list[tuple[object, ...]]:
        """Svaret fra databasen, spurgt uden om portalen; venter, mens den starter."""
        for _ in range(100):
            try:
                with forbindelse(self.database) as markoer:
                    markoer.execute(sporgsmaal)
                    return list(markoer.fetchall())
            except psycopg2.OperationalError:
                time.sleep(0.1)
        raise TimeoutError("Databasen kom ikke tilbage.")


@contextmanager
def forbindelse(adresse: str) -> Iterator[psycopg2.extensions.cursor]:
    """En markør i en transaktion, der ser ét øjebliksbillede."""
    db = psycopg2.connect(adresse)
    try:
        db.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with db.cursor() as markoer:
            yield markoer
    finally:
        db.close()


def _draeb(barn: Barn) -> None:
    try:
        os.killpg(barn.proces.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    barn.proces.wait()
