"""Registre, prøven selv bestemmer over, og en kø, ingen arbejder læser."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from tests.sagsopstart.opstilling import Registre, i_koeen


@pytest.fixture
def registre(monkeypatch: pytest.MonkeyPatch) -> Registre:
    """Registrene i prøven."""
    egne = Registre()
    monkeypatch.setattr("sagsopstart.opslag.kald._adapter", egne.adapter)
    return egne


@pytest.fixture(autouse=True)
def koeen() -> Iterator[list[tuple[str, UUID]]]:
    """Intet når en mægler; listen er det, der er lagt i kø."""
    with i_koeen() as koe:
        yield koe
