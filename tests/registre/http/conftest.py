"""Den syntetiske verden, serveren leverer af."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.syntetisk import danmark, skriv
from tests.registre.http.registerserveren import DATO


@pytest.fixture(scope="session")
def verden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("registerverden") / "ud"
    skriv(danmark(60, ["0175"], DATO, seed=1, horisont_dage=30), mappe)
    return mappe
