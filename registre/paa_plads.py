"""En fil sættes på plads hel eller slet ikke, også hvis strømmen går."""

from __future__ import annotations

import os
from pathlib import Path


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
