"""Hvem kan danne et dokument af en given art. Rummene ovenfor melder deres magere i ``ready()``."""

from __future__ import annotations

from collections.abc import Callable

from journal.forlaeg import Forlaeg
from journal.models import Leverance

Mager = Callable[[Leverance], Forlaeg]
_magere: dict[str, Mager] = {}


class UkendtArt(LookupError):
    """Ingen har meldt, at de kan danne et dokument af den art."""


def registrer(art: str, mager: Mager) -> None:
    """Meld, hvem der danner dokumenter af arten. To forskellige magere til én art er en fejl."""
    if _magere.setdefault(art, mager) is not mager:
        raise ValueError(f"Arten {art} har allerede en mager.")


def forlaeg_til(leverance: Leverance) -> Forlaeg:
    """Det, leverancens dokument dannes af."""
    mager = _magere.get(leverance.art)
    if mager is None:
        kendte = ", ".join(sorted(_magere)) or "ingen"
        raise UkendtArt(f"Ingen kan danne et dokument af arten {leverance.art}. Kendte: {kendte}.")
    return mager(leverance)
