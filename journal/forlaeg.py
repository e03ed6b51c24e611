"""Forlægget: alt det, et dokument dannes af, og fingeraftrykket af det."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

DANNELSE = 2
"""Tælles op, når koden i ``journal`` ændrer de bytes, et forlæg giver."""
STIL = Path(__file__).with_name("stil")


@dataclass(frozen=True, slots=True)
class Vedhaeftning:
    """En fil, der følger med inde i PDF'en som dens kilde."""

    filnavn: str
    beskrivelse: str
    indhold: bytes


@dataclass(frozen=True, slots=True)
class Forlaeg:
    """HTML med sit stilark fra ``journal/stil``; ``oprettet`` er dokumentets eneste tidspunkt."""

    html: str
    stilark: str
    oprettet: datetime
    vedhaeftning: Vedhaeftning

    def stil(self) -> str:
        """Grunden, skrifterne og dokumentets eget stilark som én CSS-tekst."""
        navne = ("grund.css", "skrift.css", self.stilark)
        return "\n".join((STIL / navn).read_text(encoding="utf-8") for navn in navne)

    def noegle(self) -> str:
        """SHA-256 over forlægget og det, der gengiver det: stilen og motorens versioner."""
        dele = (
            self.html.encode(),
            self.stil().encode(),
            self.oprettet.isoformat().encode(),
            self.vedhaeftning.indhold,
            f"{DANNELSE} {version('weasyprint')} {version('pikepdf')}".encode(),
        )
        fingeraftryk = hashlib.sha256()
        for del_ in dele:
            fingeraftryk.update(len(del_).to_bytes(8, "big") + del_)
        return fingeraftryk.hexdigest()
