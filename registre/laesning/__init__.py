"""Læsning af et registerudtræk: en mappe med kontraktens tabeller, kontrolleret række for række."""

from registre.laesning.afvisning import Afvisning, TabelAfvist, Tabeltilstand
from registre.laesning.krav import Forrige, Krav
from registre.laesning.udtraek import Leveret, MappeFindesIkke, Udtraek

__all__ = [
    "Afvisning",
    "Forrige",
    "Krav",
    "Leveret",
    "MappeFindesIkke",
    "TabelAfvist",
    "Tabeltilstand",
    "Udtraek",
]
