"""Omfanget af en brugers adgang: kommunen og de ydelser, brugeren ser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from adgang.roller import indhold

if TYPE_CHECKING:
    from adgang.models import Bruger, Kommune


@dataclass(frozen=True, slots=True)
class Omfang:
    """Én kommune og højst de nævnte KLE-numre; ``None`` er alle."""

    kommune: Kommune
    kle: frozenset[str] | None = None


def omfang_for(bruger: Bruger) -> Omfang:
    """Brugerens omfang; ``PermissionDenied`` uden kommune eller med en rolle uden ydelser."""
    if bruger.kommune is None:
        raise PermissionDenied("Brugeren hører ikke til en kommune.")
    if not indhold(bruger.rolle).ser_ydelser:
        raise PermissionDenied("Rollen ser ingen ydelser.")
    return Omfang(bruger.kommune, frozenset(bruger.kle) if bruger.kle else None)
