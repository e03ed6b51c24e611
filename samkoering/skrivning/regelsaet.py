"""Regelsættets version: kontrolkatalogets dato og et fingeraftryk af alt, der afgør et udfald."""

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
    kode = ("regler/*.py", "grundlag/*.py", "grundlag/*.toml", "motor/*.py", "bestand.py")
    filer = sorted(fil for moenster in kode for fil in _ROD.glob(moenster))
    aftryk = hashlib.sha256()
    for fil in filer:
        aftryk.update(fil.name.encode())
        aftryk.update(fil.read_bytes())
    return f"{KATALOGETS_DATO}, version {aftryk.hexdigest()[:8]}"
