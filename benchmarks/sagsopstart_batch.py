"""En dags 100 ansøgninger slået op samtidig mod de samme opslag ét efter ét."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks.maaling import Maaling
from benchmarks.proces import koer

OMFATTER = (
    "sekunder for 100 ansøgninger med ægtefæller, ni registre over HTTP, der hver er 50 ms om at "
    "svare, med hovedbog og opslagslog; mod de samme opslag ét efter ét"
)


def maal(_mappe: Path) -> list[Maaling]:
    """Begge veje én gang i en tom database."""
    with tempfile.TemporaryDirectory() as mappe:
        svar = json.loads(koer(["-m", "benchmarks.bunken.maal", mappe]).svar.splitlines()[-1])
    vores, rival = svar["vores"], svar["rival"]
    forhold = vores["sekunder"] / rival["sekunder"]
    return [
        Maaling(
            "sagsopstart-batch", OMFATTER, vores["sekunder"], "s", rival["sekunder"], forhold, 0.5
        ),
        Maaling(
            "sagsopstart-batch-opslag", "opslag i minuttet i det samme forløb",
            60 * vores["opslag"] / vores["sekunder"], "opslag/min",
        ),
        Maaling(
            "sagsopstart-batch-fejlede", "opslag uden svar", vores["fejlede"], "opslag", maal=0
        ),
    ]  # fmt: skip
