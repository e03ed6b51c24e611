"""Leverancer, der dannes på et øjeblik: prøverne handler om leveringen, ikke om PDF'en."""

from __future__ import annotations

import pytest

from journal import dokumenter, forlaegsregister
from tests.journal import leverancen


@pytest.fixture
def art(monkeypatch) -> str:
    """En art med en mager; dokumentet er fire ord og dannes uden WeasyPrint."""
    magere = {**forlaegsregister._magere, leverancen.ART: leverancen.mager}
    monkeypatch.setattr(forlaegsregister, "_magere", magere)
    monkeypatch.setattr(dokumenter, "dan", lambda _forlaeg: leverancen.PDF)
    return leverancen.ART


@pytest.fixture
def modtager(art, monkeypatch) -> leverancen.Modtager:
    """En modtager, prøven kan få til at fejle."""
    modtageren = leverancen.Modtager()
    monkeypatch.setattr("journal.levering.aflevering.adapter_til", lambda _leverance: modtageren)
    return modtageren
