"""Andele med deres usikkerhed, og ord for dem."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from statistics import NormalDist

_SIKKERHED = 0.95
_Z = 1.959963984540054
"""95 % af en normalfordeling ligger inden for så mange spredninger."""


@dataclass(frozen=True, slots=True)
class Andel:
    """``k`` af ``n`` med Wilsons 95 %-interval; alle tre som brøker mellem 0 og 1."""

    k: int
    n: int
    andel: float
    nedre: float
    oevre: float


def wilson(k: int, n: int, z: float = _Z) -> Andel | None:
    """Andelen ``k`` af ``n`` med interval (Wilson 1927); ``None``, når ``n`` er 0.

    ``z`` er det antal spredninger, intervallet går ud til; 95 % er det, der vises.
    """
    if n == 0:
        return None
    p, z2 = k / n, z * z
    midt = (p + z2 / (2 * n)) / (1 + z2 / n)
    halv = z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # Ved 0 og n er grænsen præcis; regnefejlen ville ellers give fx −0,0 %.
    nedre = 0.0 if k == 0 else max(0.0, midt - halv)
    return Andel(k, n, p, nedre, 1.0 if k == n else min(1.0, midt + halv))


def andel(k: int | None, n: int | None) -> Andel | None:
    """Andelen, når begge tal vises, og der er nogen."""
    return wilson(k, n) if n and k is not None else None


def retning(foer: Andel, efter: Andel, sammenligninger: int = 1) -> int:
    """1 eller -1, når andelen med 95 % sikkerhed er steget eller faldet; ellers 0.

    Intervallet om forskellen er Newcombes (1998, metode 10), dannet af de to Wilson-intervaller.
    Er forskellen én af flere ``sammenligninger``, gælder de 95 % dem alle tilsammen (Bonferroni):
    ellers ville en af dem jævnligt skille sig ud ved et tilfælde.
    """
    if sammenligninger > 1:
        z = NormalDist().inv_cdf(1 - (1 - _SIKKERHED) / (2 * sammenligninger))
        foer = wilson(foer.k, foer.n, z) or foer
        efter = wilson(efter.k, efter.n, z) or efter
    forskel = efter.andel - foer.andel
    nedre = forskel - hypot(efter.andel - efter.nedre, foer.oevre - foer.andel)
    oevre = forskel + hypot(efter.oevre - efter.andel, foer.andel - foer.nedre)
    return 1 if nedre > 0 else -1 if oevre < 0 else 0


def procent(andel: float) -> int:
    """Brøken i hele procent; en halv rundes op."""
    return int(andel * 100 + 0.5)


def hver(andel: float) -> str:
    """Andelen i ord: ``hver sjette``, ``to ud af tre``, ``næsten alle`` …"""
    ord_ = (
        (0.02, "næsten ingen"),
        (0.035, "en ud af 33"),
        (0.06, "hver tyvende"),
        (0.085, "hver fjortende"),
        (0.105, "hver tiende"),
        (0.118, "hver niende"),
        (0.134, "hver ottende"),
        (0.155, "hver syvende"),
        (0.183, "hver sjette"),
        (0.225, "hver femte"),
        (0.29, "hver fjerde"),
        (0.36, "hver tredje"),
        (0.45, "to ud af fem"),
        (0.55, "hver anden"),
        (0.63, "tre ud af fem"),
        (0.71, "to ud af tre"),
        (0.78, "tre ud af fire"),
        (0.85, "fire ud af fem"),
        (0.95, "ni ud af ti"),
    )
    return next((navn for graense, navn in ord_ if andel < graense), "næsten alle")
