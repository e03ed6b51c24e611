"""Et faktum er en celle med en type; en tabel er fakta af samme slags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Svar = Mapping[str, Sequence[Mapping[str, Any]]]
"""Det gemte svar: tabel → rækker."""


@dataclass(frozen=True, slots=True)
class Faktatabel:
    """En tabel med fakta. ``kolonner`` er (navn, type) med typerne ``tekst``, ``dato``, ``oere``,
    ``tal`` og ``adresse``; ``tom`` er de ord, registerets nej vises med.
    """

    navn: str
    kolonner: tuple[tuple[str, str], ...]
    raekker: tuple[tuple[Any, ...], ...]
    tom: str


def ord_for(kode: object, ordene: Mapping[str, str]) -> str:
    """Kodens ord; en ukendt kode vises, som den er."""
    return ordene.get(str(kode), str(kode))
