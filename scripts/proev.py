"""Prøvebænken bag ``make test``: suiten på SQLite, og databasens del på PostgreSQL + Redis.

PostgreSQL og Redis startes her, kun til denne ene kørsel, og er væk igen bagefter – også når
noget fejler. ``--bevis`` kører i stedet de lange beviser.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from boern import Boern, TjenesteError, lyt_efter_stop, sig
from proevetjenester import postgres, redis_server

ROD = Path(__file__).resolve().parent.parent
HELE_SUITEN = "not bevis"
DATABASENS_DEL = "(django_db or postgres) and not browser and not bevis"


def hoved(argumenter: list[str]) -> int:
    """Kør begge gennemløb; 0 kun når begge lykkes."""
    lyt_efter_stop()
    try:
        if "--bevis" in argumenter:
            rest = [argument for argument in argumenter if argument != "--bevis"]
            return paa_sqlite("bevis", rest)
        koder = [paa_sqlite(HELE_SUITEN, argumenter), paa_postgres(DATABASENS_DEL, argumenter)]
    except KeyboardInterrupt:
        sig("Afbrudt.")
        return 130
    except TjenesteError as fejl:
        sig(str(fejl))
        return 1
    return max(koder)


def paa_sqlite(udvalg: str, argumenter: list[str]) -> int:
    """Suiten, som den kører uden noget sat op: SQLite og ingen mægler."""
    sig("── pytest på SQLite ──")
    with tempfile.TemporaryDirectory(prefix="rs-proeve-") as var:
        return pytest(udvalg, argumenter, Path(var), {})


def paa_postgres(udvalg: str, argumenter: list[str]) -> int:
    """Databasens del af suiten på PostgreSQL og Redis, valgt alene med deres adresser."""
    sig("── pytest på PostgreSQL + Redis ──")
    with (
        tempfile.TemporaryDirectory(prefix="rs-proeve-") as var,
        Boern(Path(var) / "log") as boern,
        postgres(boern) as database,
        redis_server(boern) as maegler,
    ):
        adresser = {"DATABASE_URL": database, "REDIS_URL": maegler}
        return pytest(udvalg, argumenter, Path(var), adresser)


def pytest(udvalg: str, argumenter: list[str], var: Path, adresser: Mapping[str, str]) -> int:
    """Kør pytest i et miljø uden udviklerens egne adresser; giver dens slutkode."""
    arvet = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    miljoe = {"DEMO": "true", **arvet, "VAR_MAPPE": str(var), **adresser}
    kommando = [sys.executable, "-m", "pytest", "-m", udvalg, *argumenter]
    return subprocess.run(kommando, cwd=ROD, env=miljoe, check=False).returncode


if __name__ == "__main__":
    sys.exit(hoved(sys.argv[1:]))
