"""Tal i ord, som effektmålingen skriver dem på siden og i rapporten."""

from __future__ import annotations

from feedback.effekt.statistik import procent
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


def hele_kroner(oere: int) -> str:
    """Hele kroner med fortegn."""
    return f"{'−' if oere < 0 else ''}{heltal(round(abs(oere) / 100))} kr."


def maaneders_ord(figur: Effektfigur) -> str:
    """Den samlede ændring af ydelserne pr. måned i ord."""
    oere = 0 if figur.vist.get("aendret") == 0 else figur.maanedlig_oere
    if oere is None:
        return "Ændringen pr. måned vises ikke (små tal)"
    if oere == 0:
        return "Hertil ingen ændring pr. måned"
    slags = "mindreudgift" if oere < 0 else "merudgift"
    return f"Hertil {kroner_kort(oere)} {slags} pr. måned"


def i_procent(andel: float) -> str:
    """``23 %``; en andel, der ikke er ingen eller alle, kommer aldrig til at ligne det."""
    if 0 < andel < 0.005:
        return "under 1 %"
    if 0.995 <= andel < 1:
        return "over 99 %"
    return f"{procent(andel)} %"
