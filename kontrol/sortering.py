"""Dansk alfabetisk orden, ens på alle databaser: æ, ø og å sidst, aa som å."""

from __future__ import annotations

import unicodedata

_DANSKE = str.maketrans({"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3", "ü": "y"})


def sorteringsnoegle(navn: str) -> str:
    """Navnets plads i alfabetet; store og små bogstaver og accenter tæller ikke."""
    tekst = unicodedata.normalize("NFC", navn.strip().lower())
    tekst = tekst.replace("aa", "å").translate(_DANSKE)
    afdelt = unicodedata.normalize("NFD", tekst)
    return "".join(tegn for tegn in afdelt if not unicodedata.combining(tegn))
