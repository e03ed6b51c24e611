"""En fil sættes på plads hel eller slet ikke, også hvis strømmen går eller disken er fuld."""

from __future__ import annotations

import errno
import os
from pathlib import Path

PLADS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Det, kernen svarer, når der ikke er plads til mere."""
_I_ORD = tuple(f"(os error {kode})" for kode in PLADS)


def saet_paa_plads(halv: Path, fil: Path) -> None:
    """Skriv ``halv`` helt ned på disken, og giv den så sit rigtige navn."""
    med_fsync(halv)
    halv.replace(fil)


def med_fsync(sti: Path) -> None:
    """Vent, til filen (eller mappens navne) er på disken."""
    aaben = os.open(sti, os.O_RDONLY)
    try:
        os.fsync(aaben)
    finally:
        os.close(aaben)


def er_fuld(fejl: BaseException | None) -> bool:
    """Om fejlen, eller den, den kom af, er en disk uden plads. Polars siger det kun i ord."""
    while fejl is not None:
        if isinstance(fejl, OSError) and fejl.errno in PLADS:
            return True
        if any(ord_ in str(fejl) for ord_ in _I_ORD):
            return True
        fejl = fejl.__cause__
    return False
