"""Spørgsmålet og svaret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

Vaerdi = str | int | bool | None
Raekke = dict[str, Vaerdi]
"""En rækkes kolonner; en dato er ISO-tekst, og penge er hele øre."""


@dataclass(frozen=True, slots=True)
class Spoergsmaal:
    """Hvem, hvilken dag og hvor langt tilbage.

    ``numre`` er personens CPR-numre, det gældende først. ``fra`` er den tidligste dag, svaret skal
    dække. ``hoejst_alder`` er, hvor mange dage ældre end ``dato`` registerets tal må være.
    """

    numre: tuple[str, ...]
    dato: date
    fra: date
    hoejst_alder: int = 0


@dataclass(frozen=True, slots=True)
class Opslagssvar:
    """Registerets rækker om personen, tabel for tabel; alle tabeller er der, også de tomme.

    ``data_fra`` er kildens egen tid, og ``kilde`` det, der vises for drift.
    """

    register: str
    raekker: Mapping[str, tuple[Raekke, ...]]
    data_fra: datetime | date
    kilde: str
