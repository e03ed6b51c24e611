"""Barneproces: motoren over et land delt på husstande, med tid og hukommelse.

Får datoen og delenes mapper. Skriver én linje JSON: ``sekunder``, ``mb`` (alle processers
højeste hukommelse lagt sammen), ``sager`` og ``udfald``.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from datetime import date
from pathlib import Path

from samkoering.motor.dele import PROCESSER, beregn_i_dele
from samkoering.regler import ALLE_REGLER

_HOEJEST = re.compile(r"VmHWM:\s+(\d+) kB")


def _mb() -> float:
    """En øvre grænse: hver proces regnes for at toppe samtidig, og den største for dem alle."""
    egen = int(_HOEJEST.findall(Path("/proc/self/status").read_text(encoding="utf-8"))[0])
    barn = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (egen + PROCESSER * barn) / 1024


if __name__ == "__main__":
    dag, mapper = date.fromisoformat(sys.argv[1]), [Path(sti) for sti in sys.argv[2:]]
    begyndt = time.perf_counter()
    landet = beregn_i_dele(mapper, dag)
    sekunder = time.perf_counter() - begyndt
    celler = sum(landet.status.values())
    print(
        json.dumps(
            {
                "sekunder": sekunder,
                "mb": _mb(),
                "sager": celler // (2 * len(ALLE_REGLER)),
                "udfald": landet.udfald.height,
            }
        )
    )
