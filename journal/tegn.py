"""Tegn, skriften kan vise: PDF/A tillader ikke et tegn uden billede, og vi låner ingen skrift."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from journal.henter import skriftfil

ERSTATNING = "?"
_ENKLE = {"Cc": "", "Cf": "", "Cs": "", "Zs": " ", "Pd": "-"}
"""Styretegn, mellemrum og bindestreger af særlige slags."""


def vis_bare_tegn(tekst: str) -> str:
    """Teksten med tegn, skriften har; styretegn falder bort, og fremmede tegn bliver til ``?``.

    Et tegn, der kan skrives enklere (ligaturer, fuldbredde, accenter skriften ikke har), bliver
    til det enkle.
    """
    kendte = _skriftens_tegn()
    return "".join(
        tegn if ord(tegn) in kendte else _erstat(tegn, kendte)
        for tegn in unicodedata.normalize("NFC", tekst)
    )


def _erstat(tegn: str, kendte: frozenset[int]) -> str:
    if tegn in "\n\t":
        return tegn
    art = unicodedata.category(tegn)
    if art in _ENKLE:
        return _ENKLE[art]
    dele = [
        del_
        for del_ in unicodedata.normalize("NFKD", tegn)
        if not unicodedata.combining(del_) and ord(del_) in kendte
    ]
    if dele:
        return "".join(dele)
    return "" if unicodedata.combining(tegn) else ERSTATNING


@lru_cache(maxsize=1)
def _skriftens_tegn() -> frozenset[int]:
    """Kodepunkterne i det almindelige snit; de andre snit har de samme."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(skriftfil("IBMPlexSans-Regular.ttf"), lazy=True) as skrift:
        return frozenset(skrift.getBestCmap()) - _STYRETEGN


_STYRETEGN = frozenset(
    kode for kode in range(0x2100) if unicodedata.category(chr(kode)) in ("Cc", "Cf")
) - {0xAD}
