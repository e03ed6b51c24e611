"""Hvad teksten i søgefeltet er: et sagsnummer, et CPR-nummer eller et navn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from kontrol.sortering import sorteringsnoegle
from registre.cpr.numre import Cpr, er_cpr

_SKILLETEGN = re.compile(r"[\s\u2010-\u2013-]")
_SAGSNR = re.compile(r"R?-?(\d{2})-(\d{1,8})", re.IGNORECASE)
_NAVN = re.compile(r"[^\W\d_][^\d_]*")
MINDST = 2
"""Bogstaver, et navn mindst må søges på."""


class Slags(StrEnum):
    """Det, opslagsloggen får at vide, der blev søgt på; aldrig selve teksten."""

    SAGSNR = "sagsnr"
    CPR = "CPR-nummer"
    NAVN = "navn"


@dataclass(frozen=True, slots=True)
class Spoergsmaal:
    """Slagsen, og det der søges på i netop dens form."""

    slags: Slags
    vaerdi: str = field(repr=False)
    ord: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """Navnets ord som pladser i det danske alfabet, hvert i de former, det kan stå i."""


def laes(tekst: str) -> Spoergsmaal | None:
    """Spørgsmålet; ``None``, når teksten ikke kan være nogen af de tre."""
    tekst = tekst.strip()
    cpr = _SKILLETEGN.sub("", tekst)
    if er_cpr(cpr):
        return Spoergsmaal(Slags.CPR, Cpr(cpr))
    if sagsnr := _SAGSNR.fullmatch(tekst.replace(" ", "")):
        return Spoergsmaal(Slags.SAGSNR, f"R-{sagsnr[1]}-{sagsnr[2].zfill(5)}")
    if _NAVN.fullmatch(tekst) and max(map(len, tekst.split())) >= MINDST:
        return Spoergsmaal(Slags.NAVN, tekst, tuple(map(_former, tekst.split())))
    return None


def _former(led: str) -> tuple[str, ...]:
    """Ordet som nøgle. Et afbrudt »Ka« kan også være begyndelsen på Kaare, der sorteres under å."""
    noegle = sorteringsnoegle(led)
    return (noegle, noegle[:-1] + sorteringsnoegle("å")) if noegle.endswith("a") else (noegle,)
