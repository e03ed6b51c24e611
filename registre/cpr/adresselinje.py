"""CPR's adresse på én linje, skrevet ens i hele huset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def adresselinje(adresse: Mapping[str, Any]) -> str:
    """Birkevej 12, 2. th, 2610 Rødovre; led, CPR ikke har, udelades.

    CPR skriver husnummeret med tre cifre; nullerne foran hører ikke med, når et menneske læser det.
    Kontrolarkets ``adressetekst`` skriver det samme om en hel tabel.
    """
    vej = f"{adresse['vejnavn'] or ''} {(adresse['husnr'] or '').lstrip('0')}".strip()
    etage = f"{adresse['etage']}." if adresse["etage"] else ""
    bolig = f"{etage} {adresse['sidedoer'] or ''}".strip()
    by = f"{adresse['postnr'] or ''} {adresse['postdistrikt'] or ''}".strip()
    return ", ".join(led for led in (vej, bolig, by) if led)
