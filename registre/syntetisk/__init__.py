"""Det syntetiske Danmark: et helt registerudtræk, hvor ingen personer er rigtige.

Samme argumenter giver de samme tabeller og de samme filer, byte for byte.
"""

from registre.syntetisk.land import danmark
from registre.syntetisk.skaering import skaer
from registre.syntetisk.skrivning import MappeErIkkeTom, skriv

__all__ = ["MappeErIkkeTom", "danmark", "skaer", "skriv"]
