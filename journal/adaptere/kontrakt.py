"""Det, enhver modtager kan: tage imod ét dokument og kvittere."""

from __future__ import annotations

from typing import Protocol

from journal.models import Dokument, Leverance


class Adapter(Protocol):
    """En modtager. Samme leverance to gange er én aflevering."""

    def aflever(self, leverance: Leverance, dokument: Dokument) -> str:
        """Aflever, og giv kvitteringen; kaster, når modtageren ikke fik det hele."""
        ...
