"""Om ti tegn er et CPR-nummer efter kontrakten."""

from __future__ import annotations

_DAGE = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def er_cpr(tekst: str) -> bool:
    """10 cifre, måned 01–12, dag 01–31 eller 61–91 i måneden; modulus 11 prøves ikke."""
    if not (len(tekst) == 10 and tekst.isascii() and tekst.isdigit()):
        return False
    dag, maaned = int(tekst[:2]), int(tekst[2:4])
    dag = dag - 60 if dag > 60 else dag
    return 1 <= maaned <= 12 and 1 <= dag <= _DAGE[maaned - 1]
