"""Den syntetiske verden, opslagene læser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from registre.syntetisk import danmark, skriv

DATO = date(2018, 6, 19)


@pytest.fixture(scope="session")
def opslagsverden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 modtagere i Rødovre."""
    mappe = tmp_path_factory.mktemp("opslagsverden") / "ud"
    skriv(danmark(60, ["0175"], DATO, seed=1, horisont_dage=30), mappe)
    return mappe
