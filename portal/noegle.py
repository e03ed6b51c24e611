"""Den hemmelige nøgle: uden en i miljøet dannes én, som kun ejeren kan læse."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def gemt_noegle(sti: Path) -> str:
    """Læs nøglen, eller dan den første gang. To samtidige starter får den samme."""
    try:
        fil = os.open(sti, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return sti.read_text(encoding="ascii").strip() or gemt_noegle_igen(sti)
    with os.fdopen(fil, "w", encoding="ascii") as ud:
        noegle = secrets.token_urlsafe(50)
        ud.write(noegle)
    return noegle


def gemt_noegle_igen(sti: Path) -> str:
    """En tom fil er en afbrudt start: dan nøglen forfra."""
    noegle = secrets.token_urlsafe(50)
    sti.write_text(noegle, encoding="ascii")
    return noegle
