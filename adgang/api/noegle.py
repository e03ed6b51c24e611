"""Klientens nøgle: ``rs_<kommunekode>_<256 tilfældige bit>``.

Kommunen står i nøglen, så databasens lejer kan sættes, før klienten slås op: rækkesikkerheden
gælder også selve opslaget.
"""

from __future__ import annotations

import hashlib
import re
import secrets

BYTES = 32
_FORM = re.compile(r"rs_([0-9]{4})_[A-Za-z0-9_-]{43}")


def ny(kommunekode: str) -> str:
    """En ny nøgle til kommunen."""
    return f"rs_{kommunekode}_{secrets.token_urlsafe(BYTES)}"


def kommunekode(noegle: str) -> str | None:
    """Kommunen i nøglen; ``None`` når teksten ikke er en nøgle."""
    fundet = _FORM.fullmatch(noegle)
    return fundet[1] if fundet else None


def fingeraftryk(noegle: str) -> str:
    """Det, der gemmes om nøglen."""
    return hashlib.sha256(noegle.encode()).hexdigest()
