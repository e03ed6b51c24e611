"""En lås på en fil, som kernen slipper, når processen er væk."""

from __future__ import annotations

import fcntl
from typing import IO


def kan_tages(fil: int | IO[bytes]) -> bool:
    """Tag filen alene, hvis ingen anden har den; venter aldrig. Lukkes filen, er låsen sluppet."""
    try:
        fcntl.flock(fil, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
