"""Fælles for prøverne af CPR's filer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from u12170_fil import fil

from registre.cpr.u12170 import laes

ROD = Path(__file__).resolve().parents[3]
Raekker = list[dict[str, Any]]


@pytest.fixture
def tabel() -> Callable[..., Raekker]:
    """En tabel, læst af de givne poster: ``tabel("cpr_status", post, post …)``."""

    def laes_tabel(navn: str, *indhold: str) -> Raekker:
        return laes(fil(*indhold)).tabeller[navn].to_dicts()

    return laes_tabel


@pytest.fixture(scope="session")
def demofil() -> bytes:
    """CPR's demoudtræk med 80 testpersoner; prøven springes over, hvor det ikke ligger."""
    mappe = Path(os.environ.get("PROEVEDATA", ROD.parent / "shared" / "proevedata"))
    sti = mappe / "cpr" / "u12170-80-testpersoner.txt"
    if not sti.exists():
        pytest.skip("CPR's demoudtræk ligger her ikke (miljøvariablen PROEVEDATA peger på det)")
    return sti.read_bytes()
