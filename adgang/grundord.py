"""Ordet bag pynten: hvad en adgangskode er, når tal, tegn og gentagelser er taget af."""

from __future__ import annotations

import re
import unicodedata

MINDSTE_ORD = 3
"""Et kortere ord med andet omkring er ikke et ord, men et tilfældigt bogstav."""
MINDSTE_TAL = 6

_TEGN = re.compile(r"[\W_]+")
_BOGSTAVER = re.compile(r"[^\W\d_]+")


def ensrettet(tekst: str) -> str:
    """Små bogstaver og én skrivemåde for tegn, der ser ens ud."""
    return unicodedata.normalize("NFKC", tekst).casefold()


def samlet(tekst: str) -> str:
    """Teksten uden mellemrum, bindestreger og andre tegn."""
    return _TEGN.sub("", tekst)


def grundord(adgangskode: str) -> set[str]:
    """De ord, adgangskoden kan være lavet af; den selv er med."""
    tekst = ensrettet(adgangskode)
    ordene = set(_BOGSTAVER.findall(tekst))
    former = {tekst, *_uden_ender(tekst), *_uden_ender(samlet(tekst))}
    if len(ordene) == 1:
        former |= ordene
    lange = {form for form in former if len(form) >= MINDSTE_ORD}
    return lange | {_en_gang(form) for form in lange}


def _uden_ender(tekst: str) -> set[str]:
    """Teksten med nul, nogle eller alle tal og tegn taget af i hver ende.

    Også kun nogle, for ordet kan selv ende på et tal. En tekst uden bogstaver kan begynde eller
    ende med et kendt tal.
    """
    bogstaver = [fund.span() for fund in _BOGSTAVER.finditer(tekst)]
    if not bogstaver:
        laengder = range(MINDSTE_TAL, len(tekst) + 1)
        return {tekst[:antal] for antal in laengder} | {tekst[-antal:] for antal in laengder}
    foerste, sidste = bogstaver[0][0], bogstaver[-1][1]
    slutninger = range(sidste, len(tekst) + 1)
    return {tekst[fra:til] for fra in range(foerste + 1) for til in slutninger}


def _en_gang(tekst: str) -> str:
    """Det, teksten er en gentagelse af; ellers teksten selv."""
    return tekst[: (tekst + tekst).find(tekst, 1)]
