"""Rum til mange kald: takten prøves for sig."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def uden_takt(monkeypatch: pytest.MonkeyPatch) -> None:
    """En prøve kalder hurtigere end et fagsystem."""
    from portal.api.ramme import Kaldtakt

    monkeypatch.setattr(Kaldtakt, "THROTTLE_RATES", {"klient": None})
    cache.clear()
