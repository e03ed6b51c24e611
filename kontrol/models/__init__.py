"""Det, en sagsbehandler gør med en sag: bestiller, samler, hører borgeren."""

from kontrol.models.bestilling import UNDER_BEHANDLING, Bestilling, Lukning
from kontrol.models.listevalg import GemtFilter, Kolonnevalg, Liste
from kontrol.models.pakke import Pakke, Pakketilstand
from kontrol.models.partshoering import (
    Brevart,
    Hoeringsbrev,
    Hoeringstilstand,
    Kanal,
    Partshoering,
    Varsel,
)

__all__ = [
    "UNDER_BEHANDLING",
    "Bestilling",
    "Brevart",
    "GemtFilter",
    "Hoeringsbrev",
    "Hoeringstilstand",
    "Kanal",
    "Kolonnevalg",
    "Liste",
    "Lukning",
    "Pakke",
    "Pakketilstand",
    "Partshoering",
    "Varsel",
]
