"""Modtag og indlæs en adressefil i ét, mens den, der kalder, venter: driftens kommando."""

from __future__ import annotations

from uuid import uuid4

from adgang.lejer import lejer
from adgang.models import Bruger, Kommune
from hjemmebesoeg.adresser.indlaes import skriv_ind
from hjemmebesoeg.adresser.modtag import IGEN, Modtaget, modtag


def indlaes(indhold: bytes, kommune: Kommune, kilde: str, bruger: Bruger | None = None) -> Modtaget:
    """Filen, som den nu gælder; ``FilAfvist`` og ``Optaget`` ændrer intet af det, der gjaldt."""
    tur = uuid4()
    with lejer(kommune.pk):
        modtaget = modtag(indhold, kommune, kilde, bruger, tur)
    if modtaget.igen:
        return modtaget
    return Modtaget(skriv_ind(kommune.pk, modtaget.fil.pk, tur))


def som_ord(udfald: Modtaget) -> str:
    """Hvad der blev indlæst."""
    if udfald.igen:
        return IGEN
    fil = udfald.fil
    huse = f"{fil.raekker:,}".replace(",", ".")
    return f"Adressefilen er indlæst: {huse} huse. SHA-256 {fil.sha256[:12]}…"
