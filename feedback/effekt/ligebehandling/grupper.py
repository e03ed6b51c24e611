"""Borgerens aldersgruppe, køn og civilstand, som de stod på sagens sidste kontrolark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samkoering.grundlag.ord import CIVILSTANDE

UOPLYST = "uoplyst"
ALDER, KOEN, CIVILSTAND = "alder", "koen", "civilstand"
DIMENSIONER: dict[str, str] = {ALDER: "Alder", KOEN: "Køn", CIVILSTAND: "Civilstand"}
"""Dimensionerne og deres navne. Statsborgerskab og fødested er ikke med og læses ingen steder."""
_ALDRE = ((30, "under 30 år"), (40, "30–39 år"), (50, "40–49 år"), (60, "50–59 år"))
_AELDST = "60 år og derover"
_CIVILSTANDE = {
    "U": "ugift",
    "G": "gift eller registreret partner",
    "P": "gift eller registreret partner",
    "F": "fraskilt eller ophørt partnerskab",
    "O": "fraskilt eller ophørt partnerskab",
    "E": "enke, enkemand eller længstlevende",
    "L": "enke, enkemand eller længstlevende",
}
_KODER = {navn: kode for kode, navn in CIVILSTANDE.items()}
VAERDIER: dict[str, tuple[str, ...]] = {
    ALDER: (*(navn for _, navn in _ALDRE), _AELDST, UOPLYST),
    KOEN: ("kvinder", "mænd"),
    CIVILSTAND: (*dict.fromkeys(_CIVILSTANDE.values()), UOPLYST),
}
"""Værdierne i hver dimension, i den orden de vises."""


def grupper(ym: Mapping[str, Any]) -> dict[str, str]:
    """Ydelsesmodtagerens gruppe i hver dimension."""
    return {
        ALDER: _alder(ym.get("alder")),
        # Det sidste ciffer er lige for kvinder (domaene.md §7).
        KOEN: "kvinder" if int(str(ym["cpr"])[-1]) % 2 == 0 else "mænd",
        CIVILSTAND: _civilstand(str(ym.get("civilstand") or "")),
    }


def _alder(alder: int | None) -> str:
    if alder is None:
        return UOPLYST
    return next((navn for under, navn in _ALDRE if alder < under), _AELDST)


def _civilstand(civilstand: str) -> str:
    """``Gift (separeret 04-06-2018)`` er gift, til skilsmissen."""
    return _CIVILSTANDE.get(_KODER.get(civilstand.partition(" (")[0], ""), UOPLYST)
