"""Små tal fra en adresse eller en formular."""

from __future__ import annotations


def laes_tal(tekst: str | None, cifre: int = 5) -> int:
    """Et helt tal på højst så mange cifre; alt andet, også et negativt, er nul."""
    if not tekst or not (tekst.isascii() and tekst.isdigit()) or len(tekst) > cifre:
        return 0
    return int(tekst)
