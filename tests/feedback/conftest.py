"""Feedbackens prøver lukker mange sager; kontrolarkets egen PDF er prøvet i sit eget rum."""

from __future__ import annotations

import pytest

from tests import hurtig_pdf


@pytest.fixture(autouse=True)
def hurtige_dokumenter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Posterne får et dokument, der er hurtigt at danne."""
    hurtig_pdf.laeg_ind(monkeypatch)
