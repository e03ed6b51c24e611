"""LIX: ord pr. sætning plus andelen af ord over seks bogstaver (Björnsson)."""

from __future__ import annotations

import re

_FORKORTET = re.compile(r"\b(?:kr|nr|mv|\d{1,2})\.(?= [a-zæøå0-9])|(?<=\d)\.(?=\d)")
_SLUT = re.compile(r"[.!?:](?=\s|$)|\n+")
_ORD = re.compile(r"[\wæøåÆØÅ]+(?:-\w+)*")


def saetninger(tekst: str) -> list[list[str]]:
    """Teksten som sætninger af ord; et punktum efter et tal eller en forkortelse slutter intet."""
    ren = _FORKORTET.sub(lambda fund: fund[0].replace(".", ""), tekst)
    return [ord_ for del_ in _SLUT.split(ren) if (ord_ := _ORD.findall(del_))]


def lix(tekst: str) -> float:
    """Under 25 er let, 25–34 som ugeblade, 35–44 som aviser, derover svært."""
    alle = saetninger(tekst)
    ord_ = [o for saetning in alle for o in saetning]
    lange = [o for o in ord_ if len(o) > 6]
    return len(ord_) / len(alle) + 100 * len(lange) / len(ord_)
