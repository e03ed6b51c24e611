"""Det, natten efterlader: kørslen, sagen, dens udfald, kontrolarket og regnskabet."""

from samkoering.models.fredning import Fredning
from samkoering.models.haendelse import Handling, Sagshaendelse
from samkoering.models.koersel import Koersel, Koerselsdel, Koerselstilstand
from samkoering.models.kontrolark import Kontrolark
from samkoering.models.regnskab import Kontrolregnskab
from samkoering.models.sag import (
    AABNE_TILSTANDE,
    AFSLUTTENDE_TILSTANDE,
    BESTILTE_TILSTANDE,
    Sag,
    Sagstilstand,
)
from samkoering.models.udfald import Udfald, Udfaldstilstand

__all__ = [
    "AABNE_TILSTANDE",
    "AFSLUTTENDE_TILSTANDE",
    "BESTILTE_TILSTANDE",
    "Fredning",
    "Handling",
    "Koersel",
    "Koerselsdel",
    "Koerselstilstand",
    "Kontrolark",
    "Kontrolregnskab",
    "Sag",
    "Sagshaendelse",
    "Sagstilstand",
    "Udfald",
    "Udfaldstilstand",
]
