"""Dansk alfabetisk orden, ens på alle databaser: æ, ø og å sidst, aa som å."""

from __future__ import annotations

import unicodedata

# De tre tegn lige efter z; fremmede bogstaver står, hvor danske ordbøger sætter dem.
_DANSKE = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})


def sorteringsnoegle(navn: str) -> str:
    """Navnets plads i alfabetet; store og små bogstaver og accenter tæller ikke."""
    tekst = unicodedata.normalize("NFC", navn.strip().lower())
    tekst = tekst.replace("aa", "å").translate(_DANSKE)
    afdelt = unicodedata.normalize("NFD", tekst)
    return "".join(tegn for tegn in afdelt if not unicodedata.combining(tegn))
