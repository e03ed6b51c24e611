"""Hændelsens skæbne i en kørsel: hver fundet hændelse har netop én (docs/effektregnskab.md)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Skaebne(StrEnum):
    """Hvad der blev af en hændelse, motoren fandt."""

    UDEN_SVAR = "UDEN_SVAR"
    ANDEN_ROLLE = "ANDEN_ROLLE"
    FRAVALGT = "FRAVALGT"
    DUBLET = "DUBLET"
    UDEN_FOR_KOERSLEN = "UDEN_FOR_KOERSLEN"
    FREDET = "FREDET"
    KENDT_AABEN = "KENDT_AABEN"
    KENDT_BEHANDLET = "KENDT_BEHANDLET"
    KENDT_UDLOEBET = "KENDT_UDLOEBET"
    KOM_IGEN = "KOM_IGEN"
    NY_PAA_AABEN = "NY_PAA_AABEN"
    NY_SAG = "NY_SAG"


NYE = (Skaebne.KOM_IGEN, Skaebne.NY_PAA_AABEN, Skaebne.NY_SAG)
"""De skæbner, der gemmer en hændelse på en sag."""
FUNDET = "FUNDET"
"""Nøglen for det, motoren fandt, ved siden af skæbnerne."""
Regeltal = Mapping[str, int]
"""``FUNDET`` og hver skæbnes antal for én regel; en skæbne, der mangler, er 0."""


def fordelt(tal: Regeltal) -> int:
    """Så mange hændelser har fået en skæbne."""
    return sum(tal.get(skaebne, 0) for skaebne in Skaebne)


def nye(tal: Regeltal) -> int:
    """Så mange hændelser blev gemt."""
    return sum(tal.get(skaebne, 0) for skaebne in NYE)


def gaar_op(tal: Regeltal) -> bool:
    """Om alt fundet har netop én skæbne."""
    return tal.get(FUNDET, 0) == fordelt(tal)
