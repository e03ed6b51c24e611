"""Ordene til tal og tider på driftens side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from portal.templatetags.dansk import antal
from samkoering.grundlag.ord import opremset

__all__ = ["antal", "opremset_kort", "regler", "varighed"]
_TIMER_HOEJST = 48
"""Så mange timer skrives ud; derover tælles døgn."""


def varighed(fra: datetime, til: datetime) -> str:
    """``1 t 12 min``, ``2 min 11 s``, ``58 s`` eller ``3 døgn``."""
    sekunder = max(0, int((til - fra).total_seconds()))
    minutter, timer = sekunder // 60, sekunder // 3600
    if timer >= _TIMER_HOEJST:
        return antal(timer // 24, "døgn,døgn")
    if timer:
        return _to(timer, "t", minutter % 60, "min")
    return _to(minutter, "min", sekunder % 60, "s") if minutter else f"{sekunder} s"


def _to(stor: int, stor_ord: str, lille: int, lille_ord: str) -> str:
    return f"{stor} {stor_ord} {lille} {lille_ord}" if lille else f"{stor} {stor_ord}"


def opremset_kort(led: Sequence[str], hoejst: int = 5) -> str:
    """``A``, ``A og B`` eller ``A, B og C``; er der mange, tælles resten."""
    if len(led) > hoejst:
        led = [*led[: hoejst - 1], f"{len(led) - hoejst + 1} andre"]
    return opremset(led)


def regler(numre: Sequence[int]) -> str:
    """``regel 17`` eller ``reglerne 1, 2 og 3``."""
    tal = opremset([str(nr) for nr in numre])
    return f"regel {tal}" if len(numre) == 1 else f"reglerne {tal}"
