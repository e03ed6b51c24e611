"""CPR-numre: kontraktens form, formen i løbende tekst, og typen, der ikke røber sig."""

from __future__ import annotations

_DAGE = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

MASKE = "******-****"
"""Det, der står i stedet for et CPR-nummer, hvor ingen skal læse det."""

_DAG = r"(?:[06][1-9]|[1278][0-9]|[39][01])"
_MAANED = r"(?:0[1-9]|1[0-2])"
_SKILLETEGN = "(?:[-+ \u00a0\u2010-\u2013]|%20)"
I_TEKST = rf"{_DAG}{_MAANED}[0-9]{{2}}{_SKILLETEGN}?[0-9]{{4}}"
"""Regulært udtryk for det, der ligner et CPR-nummer i en tekst; hvad der må stå omkring det,
bestemmer den, der leder. Skilletegnet kan være en streg, et mellemrum eller en adresses."""


class Cpr(str):
    """Et CPR-nummer: teksten selv overalt, undtagen i ``repr``, hvor fejl og spor viser den."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Cpr({MASKE})"


def er_cpr(tekst: str) -> bool:
    """10 cifre, måned 01–12, dag 01–31 eller 61–91 i måneden; modulus 11 prøves ikke."""
    if not (len(tekst) == 10 and tekst.isascii() and tekst.isdigit()):
        return False
    dag, maaned = int(tekst[:2]), int(tekst[2:4])
    dag = dag - 60 if dag > 60 else dag
    return 1 <= maaned <= 12 and 1 <= dag <= _DAGE[maaned - 1]


def passer_modulus_11(cpr: str) -> bool:
    """Om kontrolcifret passer. Kun et vink om en tastefejl: siden 2007 findes numre uden."""
    vaegte = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    return sum(vaegt * int(ciffer) for vaegt, ciffer in zip(vaegte, cpr, strict=True)) % 11 == 0
