"""Manifestet: det, serveren siger, den leverer, så det modtagne kan holdes op mod det."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from registre.laesning.foelgeseddel import Tabellinje

TYPER = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv; charset=utf-8"}
"""Filens format → sidernes content-type."""
MANIFEST = "manifest"
"""Står, hvor tabellens navn ellers står i adressen."""
JSON = "application/json"


class ManifestAfvist(ValueError):
    """Manifestet kan ikke bruges; teksten siger hvorfor."""


@dataclass(frozen=True, slots=True)
class Tabelmanifest:
    """Én tabels fil: rækker, størrelse i bytes, antal sider, format og fingeraftryk."""

    antal: int
    stoerrelse: int
    sider: int
    format: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Ét registers leverance for én dato."""

    register: str
    dato: date
    periode_fra: date
    periode_til: date
    data_fra: date
    dannet: datetime
    tabeller: Mapping[str, Tabelmanifest]
    mislykkede: tuple[tuple[str, str], ...] = ()

    def linjer(self) -> dict[str, Tabellinje]:
        """Det samme, som følgesedlen skriver det."""
        periode = self.periode_fra.isoformat(), self.periode_til.isoformat()
        return {
            navn: Tabellinje(tabel.antal, tabel.sha256, *periode)
            for navn, tabel in self.tabeller.items()
        }

    def som_json(self) -> bytes:
        """Manifestet, som det sendes."""
        return json.dumps(asdict(self), default=lambda tid: tid.isoformat()).encode()


def laes(krop: bytes) -> Manifest:
    """Manifestet, som det blev modtaget; kaster ``ManifestAfvist``."""
    try:
        raa = json.loads(krop)
        return Manifest(
            register=str(raa["register"]),
            **{navn: date.fromisoformat(raa[navn]) for navn in _DATOER},
            dannet=datetime.fromisoformat(raa["dannet"]),
            tabeller={navn: _tabel(tabel) for navn, tabel in raa["tabeller"].items()},
            mislykkede=tuple((str(t), str(c)) for t, c in raa.get("mislykkede", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        # Grunden i undtagelsen kan gentage noget fra kroppen; den føres ikke videre.
        raise ManifestAfvist("Registerets manifest kan ikke læses.") from None


_DATOER = ("dato", "periode_fra", "periode_til", "data_fra")


def _tabel(raa: dict[str, Any]) -> Tabelmanifest:
    tabel = Tabelmanifest(**raa)
    tal = (tabel.antal, tabel.stoerrelse, tabel.sider)
    if any(type(et) is not int or et < 0 for et in tal) or tabel.format not in TYPER:
        raise ValueError("Et tal eller et format er forkert.")
    if len(bytes.fromhex(tabel.sha256)) != 32:
        raise ValueError("Fingeraftrykket er ikke SHA-256.")
    return tabel
