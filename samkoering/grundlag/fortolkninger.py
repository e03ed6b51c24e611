"""Fortolkningerne F1–F8: husets læsninger med deres korte tekst til kontrolarket."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

_FIL = Path(__file__).with_name("fortolkninger.toml")


@lru_cache(maxsize=1)
def fortolkninger() -> dict[str, str]:
    """Nummer (F1 …) → tekst."""
    with _FIL.open("rb") as fil:
        return {nr: post["tekst"] for nr, post in tomllib.load(fil).items()}
