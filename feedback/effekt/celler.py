"""Andele og minutter som celler i en fil: tal, et regneark kan regne med; skjulte er tomme."""

from __future__ import annotations

from feedback.effekt.ord import decimal
from feedback.effekt.statistik import Andel
from kontrol.eksport.celler import Celle, Procent


def andel_og_graenser(andel: Andel | None) -> tuple[Celle, Celle, Celle]:
    """Andelen og dens 95 %-interval."""
    if andel is None:
        return None, None, None
    return Procent(andel.andel), Procent(andel.nedre), Procent(andel.oevre)


def minutcelle(minutter: float | None) -> Celle:
    """Hele minutter som tal; en halv, midt mellem to sager, som den skrives."""
    if minutter is None:
        return None
    return int(minutter) if minutter == int(minutter) else decimal(minutter)
