"""En frisk PostgreSQL og Redis med portalens tabeller, kun til én måling."""

from __future__ import annotations

import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.proces import ROD, koer

DRIFT = "maaling_drift"


@contextmanager
def portalens_base(
    fyld: str = "benchmarks.portalen.fyld", **sager: int
) -> Iterator[dict[str, str]]:
    """Miljøet til processer, der måler portalen, med så mange sager i hver kommune.

    ``sager`` er fx ``stor=100_000``, og ``fyld`` er det modul, der laver dem (åbne sager, når
    intet andet siges). Portalen logger ind som driftsrollen, så rækkesikkerheden er med i hver
    måling.
    """
    sys.path.insert(0, str(ROD / "scripts"))
    from boern import Boern
    from proevetjenester import postgres, redis_server

    with (
        tempfile.TemporaryDirectory(prefix="rs-maaling-") as var,
        Boern(Path(var) / "log") as boern,
        postgres(boern) as database,
        redis_server(boern) as maegler,
    ):
        ejer = {"DATABASE_URL": database, "REDIS_URL": maegler, "VAR_MAPPE": var}
        kode = secrets.token_hex(16)
        koer(["manage.py", "migrate", "--verbosity=0"], ejer)
        koer(["-m", fyld, *(f"{n}={v}" for n, v in sager.items())], ejer)
        koer(["manage.py", "driftsrolle", DRIFT], {**ejer, "DRIFTSROLLE_ADGANGSKODE": kode})
        yield {**ejer, "DATABASE_URL": _som(DRIFT, kode, database), "EJERENS_DATABASE": database}


def _som(rolle: str, kode: str, adresse: str) -> str:
    dele = urlsplit(adresse)
    return dele._replace(netloc=f"{rolle}:{kode}@{dele.hostname}:{dele.port}").geturl()
