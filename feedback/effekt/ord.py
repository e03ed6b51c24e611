"""Tal i ord, som effektmålingen skriver dem på siden og i rapporten."""

from __future__ import annotations

from feedback.models import Effektfigur


def heltal(antal: int) -> str:
    """Et antal med punktum for hver tusind."""
    return f"{antal:,}".replace(",", ".")


def decimal(tal: float) -> str:
    """Højst én decimal, med komma, og ingen, når den er nul."""
    return f"{tal:.1f}".removesuffix(".0").replace(".", ",")


def kroner_kort(oere: int) -> str:
    """Hele kroner; fra en million i millioner med to decimaler."""
    kroner = round(abs(oere) / 100)
    if kroner >= 1_000_000:
        return f"{kroner / 1_000_000:.2f} mio. kr.".replace(".", ",", 1)
    return f"{heltal(kroner)} kr."


def maaneders_ord(figur: Effektfigur) -> str:
    """Den samlede ændring af ydelserne pr. måned i ord."""
    oere = figur.maanedlig_oere
    if oere is None:
        return "Ændringen pr. måned vises ikke (små tal)"
    if oere == 0:
        return "Hertil ingen ændring pr. måned"
    slags = "mindre" if oere < 0 else "mere"
    return f"Hertil {kroner_kort(oere)} {slags} udgift pr. måned"


def antal_ord(antal: int, en: str, flere: str) -> str:
    """Antallet med sit navneord."""
    return f"{heltal(antal)} {en if antal == 1 else flere}"
