"""Beviserne: prøver af trusler, korte i den daglige suite og fulde under ``make bevis``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from tests.bevis.bevisbog import Bevisbog

RUMMET = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Alt i dette rum er prøver af trusler."""
    for item in items:
        if item.path.is_relative_to(RUMMET):
            item.add_marker(pytest.mark.trussel)


@pytest.fixture
def bevis() -> Bevisbog:
    """Bogen, som prøven fører sit bevis i."""
    fil = os.environ.get("BEVIS_FIL")
    return Bevisbog(fuld=os.environ.get("BEVIS") == "fuld", fil=Path(fil) if fil else None)


@pytest.fixture
def uden_takt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Et bevis kalder programgrænsefladen hurtigere end et fagsystem; takten prøves for sig."""
    from portal.api.ramme import Kaldtakt

    monkeypatch.setattr(Kaldtakt, "THROTTLE_RATES", {"klient": None})


@pytest.fixture
def uret_staar() -> Iterator[None]:
    """Et langt bevis: ellers udløber de sessioner, der venter, og de sidste forsøg møder log-in."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield
