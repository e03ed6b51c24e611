"""Id'er fra en adresse eller en formular."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID


def laes_id(tekst: str) -> UUID | None:
    """Et id; ``None`` når teksten ikke er et."""
    try:
        return UUID(tekst)
    except ValueError:
        return None


def laes_ider(tekster: Iterable[str]) -> set[UUID]:
    """De id'er, der kan læses."""
    return {id_ for tekst in tekster if (id_ := laes_id(tekst))}
