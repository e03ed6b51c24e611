"""Hvad der blev afvist, hvor, og hvad der var ventet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_LIGNER_CPR = re.compile(r"\d{6}-?\d{4}")
_LAENGST = 60


class Tabeltilstand(Enum):
    """Om en tabel er svar, tavshed eller ubrugelig."""

    BESVARET = "BESVARET"
    MANGLER = "MANGLER"
    AFVIST = "AFVIST"


class TabelAfvist(Exception):
    """Hele tabellen er ubrugelig; teksten siger hvorfor og hvad der kan gøres."""


@dataclass(frozen=True, slots=True)
class Afvisning:
    """En afvist række: fil, rækkenummer (første datarække er 1), kolonne, værdi og forventning."""

    fil: str
    raekke: int
    kolonne: str
    vaerdi: str | None
    forventet: str

    def __str__(self) -> str:
        return (
            f"{self.fil}, række {self.raekke}, kolonne {self.kolonne}: "
            f"fandt {vis_vaerdi(self.vaerdi)}, ventede {self.forventet}."
        )


def vis_vaerdi(vaerdi: str | None) -> str:
    """Værdien, som den må stå i en fejl: kort, og aldrig et helt CPR-nummer."""
    if vaerdi is None:
        return "ingenting"
    kort = vaerdi if len(vaerdi) <= _LAENGST else vaerdi[:_LAENGST] + "…"
    maskeret = _LIGNER_CPR.sub(lambda fund: fund.group()[:6] + "-****", kort)
    return f"»{maskeret}«"
