"""En frisk PostgreSQL med husets tabeller, kun til én nat, og en kopi af den før natten."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.proces import ROD, koer
from registre.kontrakt import REGISTRE

TOM = "tom"
_ADAPTER = "registre.{rum}.adapter.MappeAdapter"
"""Registrene kommer som filer, som i drift; at skære dem ud af en digtet verden er demoens."""


@contextmanager
def nattens_base(registre: Path) -> Iterator[dict[str, str]]:
    """Miljøet til natten. Databasen ``TOM`` ved siden af er den samme, før noget er skrevet."""
    sys.path.insert(0, str(ROD / "scripts"))
    from boern import Boern
    from proevetjenester import postgres

    with (
        tempfile.TemporaryDirectory(prefix="rs-maaling-") as var,
        Boern(Path(var) / "log") as boern,
        postgres(boern) as database,
    ):
        miljoe = {
            "DATABASE_URL": database,
            "VAR_MAPPE": var,
            "REGISTERMAPPE": str(registre),
            "LOG_NIVEAU": "ERROR",
            **{f"REGISTER_{rum.upper()}": _ADAPTER.format(rum=rum) for rum in REGISTRE},
        }
        koer(["manage.py", "migrate", "--verbosity=0"], miljoe)
        koer(["-m", "benchmarks.nattens_raekker", "kopier", database], miljoe)
        yield miljoe


def den_tomme(database: str) -> str:
    """Adressen på kopien."""
    return database.rsplit("/", 1)[0] + f"/{TOM}"
