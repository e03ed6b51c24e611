"""Den hemmelige nøgle: uden en i miljøet dannes én, som kun ejeren kan læse."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from registre.paa_plads import med_fsync, saet_paa_plads


def gemt_noegle(sti: Path) -> str:
    """Læs nøglen, eller dan den første gang. To samtidige starter får den samme.

    Kaster ``OSError``, når den ikke kan skrives; så er der ingen nøgle, heller ikke en halv.
    """
    if not sti.exists():
        _laeg(sti)
    return sti.read_text(encoding="ascii").strip() or gemt_noegle_igen(sti)


def gemt_noegle_igen(sti: Path) -> str:
    """En tom fil er en afbrudt start: dan nøglen forfra."""
    halv = _skriv_halv(sti)
    try:
        saet_paa_plads(halv, sti)
    finally:
        halv.unlink(missing_ok=True)
    return sti.read_text(encoding="ascii").strip()


def _laeg(sti: Path) -> None:
    """Giv en hel nøgle sit navn, medmindre en anden kom først."""
    halv = _skriv_halv(sti)
    try:
        os.link(halv, sti)
        med_fsync(sti.parent)
    except FileExistsError:
        pass  # den andens gælder
    finally:
        halv.unlink(missing_ok=True)


def _skriv_halv(sti: Path) -> Path:
    """En ny nøgle på disken under et navn, ingen læser."""
    fil, navn = tempfile.mkstemp(prefix=f".{sti.name}.", dir=sti.parent)  # 0600
    halv = Path(navn)
    try:
        with os.fdopen(fil, "w", encoding="ascii") as ud:
            ud.write(secrets.token_urlsafe(50))
            ud.flush()
            os.fsync(ud.fileno())
    except OSError:
        halv.unlink(missing_ok=True)
        raise
    return halv
