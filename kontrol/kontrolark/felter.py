"""Bevisets celler og de danske former, skærm og PDF har fælles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from samkoering.grundlag.ord import MAANEDER, dansk_dato, kroner

MASKERET = "Adressebeskyttet"
TOM = "–"
_STYRETEGN = ("Cc", "Cf", "Cs")


@dataclass(frozen=True, slots=True)
class Celle:
    """En celle som tekst; ``slags`` (``tekst``, ``dato``, ``tal``) styrer kun opstillingen."""

    tekst: str
    slags: str = "tekst"


def uden_styretegn(vaerdi: Any) -> Any:
    """Samme JSON-værdi uden styretegn; de kan vende eller skjule den tekst, de står foran."""
    if isinstance(vaerdi, str):
        return "".join(tegn for tegn in vaerdi if unicodedata.category(tegn) not in _STYRETEGN)
    if isinstance(vaerdi, list):
        return [uden_styretegn(led) for led in vaerdi]
    if isinstance(vaerdi, dict):
        return {noegle: uden_styretegn(led) for noegle, led in vaerdi.items()}
    return vaerdi


def slags(type_: str) -> str:
    """Kolonnetypens opstilling: beløb og tal til højre, datoer smalt."""
    return {"dato": "dato", "oere": "tal", "tal": "tal"}.get(type_, "tekst")


def celle(type_: str, vaerdi: object, *, masker_adresse: bool) -> Celle:
    """Cellen efter sin kolonnes type; en værdi, der ikke passer, vises som den tekst, den er."""
    if vaerdi is None or vaerdi == "":
        return Celle(TOM, slags(type_))
    if type_ == "adresse" and masker_adresse:
        return Celle(MASKERET)
    if type_ == "dato" and (dato := dag(str(vaerdi))):
        return Celle(dato, "dato")
    if type_ in ("oere", "tal") and isinstance(vaerdi, int):
        return Celle(kroner(vaerdi) if type_ == "oere" else str(vaerdi), "tal")
    return Celle(str(vaerdi))


def dag(iso: str | None) -> str:
    """22-11-2026 af ISO-tekst; tom tekst, når datoen er ukendt eller ikke er en dato."""
    try:
        return dansk_dato(date.fromisoformat(iso or ""))
    except ValueError:
        return ""


def siden(tekst: str, iso: str | None) -> str:
    """»Gift siden 14-06-2018«; uden dato kun teksten."""
    fra = dag(iso)
    return f"{tekst} siden {fra}" if fra else tekst


def maaned(aar_maaned: str) -> str:
    """»maj 2018« af ``2018-05``."""
    aar, _, nr = aar_maaned.partition("-")
    return f"{MAANEDER[int(nr) - 1]} {aar}"


def navn_eller_ukendt(navn: str | None) -> str:
    """Navnet; et manglende navn siges, så feltet aldrig står tomt."""
    return (navn or "").strip() or "Navn ikke oplyst"
