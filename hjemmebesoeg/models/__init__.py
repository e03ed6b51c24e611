"""Kørelisternes tabeller. Statistikkens peger ikke på nogen af de andre."""

from hjemmebesoeg.models.adresse import Adressefil, Adressepunkt
from hjemmebesoeg.models.liste import Destruktion, Koereliste, Listetilstand, Udskrift
from hjemmebesoeg.models.omraade import Omraade, Omraadepostnr
from hjemmebesoeg.models.statistik import Koerselstal, Maanedsaftryk, Taelling
from hjemmebesoeg.models.stop import Stop

__all__ = [
    "Adressefil",
    "Adressepunkt",
    "Destruktion",
    "Koereliste",
    "Koerselstal",
    "Listetilstand",
    "Maanedsaftryk",
    "Omraade",
    "Omraadepostnr",
    "Stop",
    "Taelling",
    "Udskrift",
]
