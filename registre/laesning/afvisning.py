"""Hvad der blev afvist, hvor, og hvad der var ventet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_LIGNER_CPR = re.compile(r"(\d{6})[ -]?\d{4}")
_STUMP_AF_CPR = re.compile(r"(\d{6})[ -]?\d+")
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

    @property
    def fordi(self) -> str:
        """Grunden uden rækkens egen værdi, så den kan tælles og gemmes."""
        return f"{self.kolonne}: ventede {self.forventet}"

    def __str__(self) -> str:
        return (
            f"{self.fil}, række {self.raekke}, kolonne {self.kolonne}: "
            f"fandt {vis_vaerdi(self.vaerdi, cpr='cpr' in self.kolonne)}, ventede {self.forventet}."
        )


def vis_vaerdi(vaerdi: str | None, *, cpr: bool = False) -> str:
    """Værdien, som den må stå i en fejl: kort, og aldrig et helt CPR-nummer.

    I en CPR-kolonne er også et forskrevet nummer (for kort, med mellemrum) maskeret.
    """
    if vaerdi is None:
        return "ingenting"
    kort = vaerdi if len(vaerdi) <= _LAENGST else vaerdi[:_LAENGST] + "…"
    moenster = _STUMP_AF_CPR if cpr else _LIGNER_CPR
    maskeret = moenster.sub(r"\1-****", kort)
    return f"»{maskeret}«"
