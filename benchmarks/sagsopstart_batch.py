"""En dags 100 ansøgninger slået op samtidig mod de samme opslag ét efter ét."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.maaling import Maaling
from benchmarks.proces import koer

OMFATTER = (
    "sekunder for 100 ansøgninger med ægtefæller, ni registre over HTTP, der hver er 50 ms om at "
    "svare, med hovedbog og opslagslog; mod lige så mange af de samme opslag ét efter ét; "
    "medianer af tre runder, skiftevis"
)


def maal(_mappe: Path) -> list[Maaling]:
    """Begge veje tre gange, skiftevis, i den samme database."""
    with tempfile.TemporaryDirectory() as mappe:
        svar = json.loads(koer(["-m", "benchmarks.bunken.maal", mappe]).svar.splitlines()[-1])
    vores, rival = (median(r["sekunder"] / r["opslag"] for r in svar[vej]) for vej in svar)
    opslag = svar["vores"][0]["opslag"]
    fejlede = sum(runde["fejlede"] for vej in svar.values() for runde in vej)
    return [
        Maaling(
            "sagsopstart-batch", OMFATTER, vores * opslag, "s", rival * opslag, vores / rival, 0.5
        ),
        Maaling(
            "sagsopstart-batch-opslag", "opslag i minuttet i det samme forløb",
            60 / vores, "opslag/min",
        ),
        Maaling("sagsopstart-batch-fejlede", "opslag uden svar", fejlede, "opslag", maal=0),
    ]  # fmt: skip
