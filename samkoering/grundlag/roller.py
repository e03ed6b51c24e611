"""De to roller og de fem ord i regnskabet."""

from __future__ import annotations

from enum import Enum


class Rolle(Enum):
    """Hvem i sagen udfaldet handler om."""

    YM = "YM"
    AEF = "AEF"


class Status(Enum):
    """Hvad der skete med én regel for én rolle i én sag.

    Tavshed læses aldrig som "kontrolleret uden ændring".
    """

    UDFALD = "UDFALD"
    INGEN_AENDRING = "INGEN_AENDRING"
    IKKE_RELEVANT = "IKKE_RELEVANT"
    FRAVALGT = "FRAVALGT"
    IKKE_UDFOERT = "IKKE_UDFOERT"
