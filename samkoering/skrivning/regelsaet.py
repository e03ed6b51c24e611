"""Regelsættets version: kontrolkatalogets dato og et fingeraftryk af regler og parametre."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

_ROD = Path(__file__).resolve().parent.parent
KATALOGETS_DATO = "8. maj 2018"
"""Kvikguiden: »samtlige dataopslag som foretages per 8. maj 2018«."""


@lru_cache(maxsize=1)
def regelsaet() -> str:
    """Fx »8. maj 2018, version 3f2a9c1e«: ændres en regel eller en grænse, ændres versionen."""
    filer = sorted([*(_ROD / "regler").glob("*.py"), *(_ROD / "grundlag").glob("*.toml")])
    aftryk = hashlib.sha256()
    for fil in filer:
        aftryk.update(fil.name.encode())
        aftryk.update(fil.read_bytes())
    return f"{KATALOGETS_DATO}, version {aftryk.hexdigest()[:8]}"
