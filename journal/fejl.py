"""Det, der kan gå galt med en leverance, sagt så et menneske kan handle på det."""

from __future__ import annotations

import errno

from journal.forlaegsregister import UkendtArt
from registre.paa_plads import PLADS

_LUKKET = (errno.EACCES, errno.EPERM, errno.EROFS)


class Leveringsfejl(Exception):
    """Modtageren fik ikke dokumentet. Beskeden er til mennesker og uden personoplysninger."""

    def __init__(self, besked: str) -> None:
        super().__init__(besked)
        self.besked = besked


def som_besked(fejl: BaseException) -> str:
    """Fejlen til mennesker; en ukendt fejls egne ord kan rumme hvad som helst og gentages ikke."""
    match fejl:
        case Leveringsfejl():
            return fejl.besked
        case UkendtArt():
            return "Ingen del af systemet kan danne dokumentet. Kontakt driften."
        case OSError() if fejl.errno in PLADS:
            return "Der er ikke plads på disken. Driften skal skaffe plads."
        case OSError() if fejl.errno in _LUKKET:
            return "Mappen kan ikke skrives. Driften skal give portalen skriveret."
        case _:
            return f"Uventet fejl ({type(fejl).__name__}). Driften kan se den i loggen."
