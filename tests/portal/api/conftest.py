"""Rum til mange kald: takten prøves for sig."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests import hurtig_pdf


@pytest.fixture(autouse=True)
def uden_takt(monkeypatch: pytest.MonkeyPatch) -> None:
    """En prøve kalder hurtigere end et fagsystem."""
    from portal.api.ramme import Kaldtakt

    monkeypatch.setattr(Kaldtakt, "THROTTLE_RATES", {"klient": None})
    cache.clear()


@pytest.fixture(autouse=True)
def hurtige_dokumenter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kontrolarkets egen PDF er prøvet i sit eget rum."""
    hurtig_pdf.laeg_ind(monkeypatch)
