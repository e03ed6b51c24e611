"""Det, natten efterlader: kørslen, sagen, dens udfald, kontrolarket og regnskabet."""

from samkoering.models.fredning import Fredning
from samkoering.models.haendelse import Handling, Sagshaendelse
from samkoering.models.haendelsestal import Haendelsestal, Hvad
from samkoering.models.hovedbog import Arbejde, Deltilstand, Forsoeg, Forsoegsudfald, Natdel
from samkoering.models.koersel import (
    PLANLAGTE,
    Aarsag,
    Koersel,
    Koerselsdel,
    Koerselstilstand,
    Trin,
    hele_landets,
)
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
    "PLANLAGTE",
    "Aarsag",
    "Arbejde",
    "Deltilstand",
    "Forsoeg",
    "Forsoegsudfald",
    "Fredning",
    "Haendelsestal",
    "Handling",
    "Hvad",
    "Koersel",
    "Koerselsdel",
    "Koerselstilstand",
    "Kontrolark",
    "Kontrolregnskab",
    "Natdel",
    "Sag",
    "Sagshaendelse",
    "Sagstilstand",
    "Trin",
    "Udfald",
    "Udfaldstilstand",
    "hele_landets",
]
