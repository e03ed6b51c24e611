"""Prøvernes tabeller: tekst i lige kolonner, som en sagsbehandler kan læse efter i guiden.

Overskrifterne står på første linje og bestemmer, hvor kolonnerne begynder; de skilles af mindst
to blanke. En celle må være tom. Skrevet med store bogstaver er en overskrift en rolle (``YM``
eller ``AEF``), og cellen er svaret, der ventes for den; ``hvorfor`` siger, hvad rækken viser;
resten er rækkens fakta.
"""

from __future__ import annotations

import re
from textwrap import dedent

HVORFOR = "hvorfor"


class Skaevt(ValueError):
    """En række i tabellen følger ikke overskrifternes kolonner."""


def laes(tekst: str) -> list[dict[str, str]]:
    """Tabellens rækker som overskrift → celle; kaster ``Skaevt``, når en celle står skævt."""
    hoved, *linjer = [linje for linje in dedent(tekst).splitlines() if linje.strip()]
    fundne = list(re.finditer(r"\S+(?: \S+)*", hoved))
    starter = [fund.start() for fund in fundne]
    slutter = [*starter[1:], None]
    return [
        {
            fund.group(): _celle(linje, start, slut)
            for fund, start, slut in zip(fundne, starter, slutter, strict=True)
        }
        for linje in linjer
    ]


def _celle(linje: str, start: int, slut: int | None) -> str:
    celle = linje[start:slut]
    if celle[:1] == " " and celle.strip():
        raise Skaevt(f"Cellen »{celle.strip()}« begynder ikke under sin overskrift: {linje}")
    if slut is not None and celle[-1:].strip() and len(linje) > slut:
        raise Skaevt(f"Cellen »{celle}« når ind i den næste kolonne: {linje}")
    return celle.strip()


def fakta(raekke: dict[str, str]) -> dict[str, str]:
    """Rækkens fakta: det, der hverken er et ventet svar eller en begrundelse."""
    return {navn: celle for navn, celle in raekke.items() if navn.islower() and navn != HVORFOR}


def ventede(raekke: dict[str, str]) -> dict[str, str]:
    """De ventede svar efter rolle."""
    return {rolle: celle for rolle, celle in raekke.items() if rolle.isupper()}
