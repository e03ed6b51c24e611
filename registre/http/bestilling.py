"""Fejl på bestilling: det, et rigtigt register før eller siden gør, her når man vil se det."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from enum import Enum


class Slags(Enum):
    """Hvad der går galt."""

    TIMEOUT = "timeout"
    """Serveren tager imod og siger ingenting."""
    FEJL_500 = "500"
    FEJL_503 = "503"
    """Med ``Retry-After``, ligesom 429."""
    FOR_MANGE = "429"
    HALV_SIDE = "halv-side"
    """Hovedet lover mere, end der kommer."""
    AFBRUDT = "afbrudt"
    """Forbindelsen lukkes uden et svar."""
    INDHOLDSTYPE = "content-type"
    """En venlig HTML-side med status 200, som mellemled sender dem."""
    AFTRYK = "aftryk"
    """Sidens ``Content-Digest`` er en andens: bytes er skiftet undervejs."""
    TOM_SIDE = "tom-side"
    DOBBELT_SIDE = "dobbelt-side"
    """Den forrige side én gang til i stedet for den næste."""
    TEGNSAET = "tegnsaet"
    """Filen er CSV i ISO-8859-1, og det siger hovedet også."""
    PERIODE = "periode"
    """Perioden i manifestet er sidste års."""
    GAARSDAGEN = "gaarsdagen"
    """Hele gårsdagens leverance, som siger, at den er det."""
    GAMLE_TAL = "gamle-tal"
    """Gårsdagens tal under dagens dato."""
    TOM_TABEL = "tom-tabel"
    """Tabellen er tom, og manifestet passer med det."""
    SKRUMPET = "skrumpet"
    """Under halvdelen af tabellens rækker, og manifestet passer med dem."""
    SKEMA = "skema"
    """Tabellens sidste kolonne hedder noget andet end i går, og manifestet passer med filen."""


OM_LEVERANCEN = frozenset(
    {
        Slags.TEGNSAET,
        Slags.PERIODE,
        Slags.GAARSDAGEN,
        Slags.GAMLE_TAL,
        Slags.TOM_TABEL,
        Slags.SKRUMPET,
        Slags.SKEMA,
    }
)
"""Fejl i det, der leveres; de gælder alle kald, så manifest og sider passer sammen."""


class UkendtFejl(ValueError):
    """Bestillingen forstås ikke; teksten siger, hvad der kan bestilles."""


@dataclass(frozen=True, slots=True)
class Bestilling:
    """En fejl for et register (tom: alle), en tabel eller ``manifest`` (tom: alt), så mange gange.

    ``gange`` under nul er hver gang.
    """

    slags: Slags
    register: str = ""
    tabel: str = ""
    gange: int = -1

    @classmethod
    def laes(cls, tekst: str) -> Bestilling:
        """``slags[:register[:tabel[:gange]]]``, fx ``500:feriekonto::3``."""
        dele = [*tekst.split(":"), "", "", ""][:4]
        try:
            return cls(Slags(dele[0]), dele[1], dele[2], int(dele[3] or -1))
        except ValueError:
            muligheder = ", ".join(slags.value for slags in Slags)
            raise UkendtFejl(
                f"»{tekst}« kan ikke bestilles. Skriv slags:register:tabel:gange; slags er en af "
                f"{muligheder}."
            ) from None

    def rammer(self, register: str, tabel: str) -> bool:
        """Om kaldet er et af dem, der skal gå galt."""
        om_leverancen = self.slags in OM_LEVERANCEN
        rigtig_tabel = om_leverancen or self.tabel in ("", tabel)
        return self.gange != 0 and self.register in ("", register) and rigtig_tabel


class Bestillinger:
    """De fejl, der er bestilt, og hvor mange gange de mangler."""

    def __init__(self) -> None:
        self._alle: list[Bestilling] = []
        self._laas = threading.Lock()

    def bestil(self, bestilling: Bestilling) -> None:
        """Bed om en fejl mere."""
        with self._laas:
            self._alle.append(bestilling)

    def ryd(self) -> None:
        """Glem alle bestillinger."""
        with self._laas:
            self._alle.clear()

    def om_leverancen(self, register: str) -> Bestilling | None:
        """Fejlen i det, registeret leverer."""
        with self._laas:
            fundne = (b for b in self._alle if b.slags in OM_LEVERANCEN and b.rammer(register, ""))
            return next(fundne, None)

    def om_kaldet(self, register: str, tabel: str) -> Slags | None:
        """Fejlen i netop dette kald; den tælles som brugt."""
        with self._laas:
            for plads, bestilling in enumerate(self._alle):
                if bestilling.slags not in OM_LEVERANCEN and bestilling.rammer(register, tabel):
                    if bestilling.gange > 0:
                        self._alle[plads] = replace(bestilling, gange=bestilling.gange - 1)
                    return bestilling.slags
        return None
