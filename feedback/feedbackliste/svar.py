"""Sagsbehandlerens svar, renset for det, resultatet ikke bruger."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from feedback.models import Resultat


@dataclass(frozen=True, slots=True)
class Svar:
    """Et resultat med det, der hører til. Beløb er øre; månedlig ændring er negativ nedad.

    Partshøringen er ikke et svar: den findes på sagen, når resultatet registreres.
    """

    resultat: Resultat
    aendring: str = ""
    aarsag: str = ""
    krav_oere: int | None = None
    krav_fra: date | None = None
    krav_til: date | None = None
    maanedlig_aendring_oere: int | None = None
    afgoerelsesdato: date | None = None
    bemaerkning: str = ""
    fredet_til: date | None = None

    def felter(self) -> dict[str, Any]:
        """Felterne, som ``Feedback`` gemmer dem."""
        felter = asdict(self)
        del felter["fredet_til"]
        return felter
