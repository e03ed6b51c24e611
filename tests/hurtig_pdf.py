"""En hurtig PDF til prøver, hvor det er nok, at der er en, og at den er den samme."""

from __future__ import annotations

import pytest

from journal.forlaeg import Forlaeg


def laeg_ind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Erstat dannelsen; arkivet, fingeraftrykket og leveringen er de rigtige."""
    monkeypatch.setattr("journal.pdf.dan_pdf", _dan)


def _dan(forlaeg: Forlaeg) -> bytes:
    return b"%PDF-1.7\n" + forlaeg.noegle().encode()
