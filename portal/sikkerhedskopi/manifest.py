"""Manifestet: hvad kopien rummer, og hvad det skal passe med, når den er genskabt."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from portal.sikkerhedskopi.fejl import KopiFejl

MANIFEST = "manifest.json"
FORMAT = 1
"""Tæller op, når en ældre udgave af huset ikke længere kan læse kopien."""


@dataclass(frozen=True, slots=True)
class Del:
    """En del af arkivet."""

    navn: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Kopiens egen beskrivelse. Den rummer antal og fingeraftryk, intet om borgere."""

    format: int
    version: str
    oprettet: str
    motor: str
    migrationer: tuple[str, ...]
    """``app.navn`` for hver migration, der var kørt."""
    raekker: dict[str, int]
    dele: tuple[Del, ...]

    def som_bytes(self) -> bytes:
        """Manifestet som JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def laes(cls, indhold: bytes) -> Manifest:
        """Læs manifestet. ``KopiFejl``, når formen er en anden eller nyere."""
        try:
            felter = json.loads(indhold)
            if felter["format"] > FORMAT:
                raise KopiFejl(
                    f"Kopien er skrevet i format {felter['format']}, og denne udgave kender kun "
                    f"{FORMAT}. Intet er ændret. Brug en udgave, der er mindst lige så ny."
                )
            felter["dele"] = tuple(Del(**del_) for del_ in felter["dele"])
            felter["migrationer"] = tuple(felter["migrationer"])
            manifest = cls(**felter)
        except (ValueError, KeyError, TypeError) as fejl:
            raise KopiFejl("Kopiens manifest kan ikke læses. Intet er ændret.") from fejl
        for del_ in manifest.dele:
            _kraev_sti_i_kopien(del_.navn)
        return manifest


def _kraev_sti_i_kopien(navn: str) -> None:
    """En del må kun ligge i kopien selv, aldrig et andet sted på disken."""
    led = PurePosixPath(navn)
    if led.is_absolute() or ".." in led.parts or not led.parts:
        raise KopiFejl(f"Kopiens del {navn!r} peger ud af kopien. Intet er ændret.")
