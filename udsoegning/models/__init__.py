"""Rummets tabeller. Ingen af dem viser til en tabel om sager, og ingen derfra viser hertil."""

from udsoegning.models.fundet import Fundet, Kontakt, Maade, Nej, Opslagstilstand, Svar
from udsoegning.models.kurser import Kursusafslutning, Kursusfil
from udsoegning.models.projekt import Nationalitetsvalg, Projekt, Soegetilstand

__all__ = [
    "Fundet",
    "Kontakt",
    "Kursusafslutning",
    "Kursusfil",
    "Maade",
    "Nationalitetsvalg",
    "Nej",
    "Opslagstilstand",
    "Projekt",
    "Soegetilstand",
    "Svar",
]
