"""Regelkataloget, som webprocessen ser det: navne, temaer og tekster uden Polars.

``regelkatalog.json`` dannes af registeret i ``samkoering.regler`` med ``manage.py regelsider``;
en test sikrer, at den er frisk.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

_FIL = Path(__file__).with_name("regelkatalog.json")


class Fortolkning(TypedDict):
    """En læsning, huset har valgt, hvor guiden tier eller modsiger sig selv."""

    nr: str
    tekst: str


class Katalogregel(TypedDict):
    """En regel, som mennesker læser den."""

    nr: int
    slug: str
    navn: str
    tema: str
    registre: list[str]
    kilde: str
    ym: list[str]
    aef: list[str]
    forklaring: str
    fortolkninger: list[Fortolkning]
    fortolket: bool
    een_pr_sag: bool
    viser_kun_den_nyeste: bool
    laeser: dict[str, list[str]]


@lru_cache(maxsize=1)
def regler() -> tuple[Katalogregel, ...]:
    """Alle regler i nummerorden."""
    return tuple(json.loads(_FIL.read_text(encoding="utf-8")))


def regel(slug: str) -> Katalogregel:
    """Én regel; ``KeyError`` for et ukendt navn."""
    return _efter_navn()[slug]


@lru_cache(maxsize=1)
def _efter_navn() -> dict[str, Katalogregel]:
    return {regel["slug"]: regel for regel in regler()}


def temaer() -> tuple[str, ...]:
    """Temaerne i den orden, reglerne nævner dem."""
    return tuple(dict.fromkeys(r["tema"] for r in regler()))
