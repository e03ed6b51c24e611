"""Seneste kørsel, nattens tal i kommunen, og hvad hvert register svarede."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from adgang.omfang import Omfang
from samkoering.models import Koersel
from samkoering.nattens_tal import nattens_tal

BESVARET = "BESVARET"


@dataclass(frozen=True, slots=True)
class Registersvar:
    """Et registers tabeller under ét."""

    register: str
    svarede: int
    tabeller: int

    @property
    def helt(self) -> bool:
        """Om alle registerets tabeller svarede."""
        return self.svarede == self.tabeller


def seneste_koersel(omfang: Omfang | None = None) -> dict[str, Any]:
    """Det, siden viser om natten; uden omfang kun kørslen."""
    koersel = Koersel.objects.first()
    if koersel is None:
        return {"koersel": None}
    svar = registersvar(koersel.tabeller)
    return {
        "koersel": koersel,
        "del": nattens_tal(omfang, koersel.dato) if omfang else None,
        "registre": svar,
        "svarede": sum(register.helt for register in svar),
        "tavse": ", ".join(register.register for register in svar if not register.helt),
    }


def registersvar(tabeller: list[dict[str, Any]]) -> list[Registersvar]:
    """Ét svar pr. register, i alfabetisk orden."""
    sorteret = sorted(tabeller, key=lambda t: str(t["register"]))
    return [
        _svar(register, [t.get("tilstand") for t in gruppe])
        for register, gruppe in groupby(sorteret, key=lambda t: str(t["register"]))
    ]


def _svar(register: str, tilstande: list[str | None]) -> Registersvar:
    return Registersvar(register, tilstande.count(BESVARET), len(tilstande))
