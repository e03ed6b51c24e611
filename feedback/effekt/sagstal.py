"""En sag, som den tæller i månedens grundtal."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID


class Sagstal(NamedTuple):
    """Én sag i én gruppe, før den tælles sammen; beløb i øre."""

    sag: UUID
    opdeling: str
    trin: int
    kle: str
    led: str
    dage: int | None = None
    minutter: int | None = None
    krav: int = 0
    maanedlig: int = 0
    kun_regel: str = ""
    """Den ene kontroltype, tallet er om; tom, når det er alle sagens."""
