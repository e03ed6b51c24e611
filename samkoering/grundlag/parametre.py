"""Reglernes grænser for en kørselsdato, læst af daterede data med kilde."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from samkoering.grundlag.vindue import Vindue, vindue

_FIL = Path(__file__).with_name("parametre.toml")


@dataclass(frozen=True, slots=True)
class Parametre:
    """De grænser, der gælder på kørselsdatoen, og kontrolperioden selv."""

    vindue: Vindue
    bilens_alder_aar: int
    bilhandler_mindst: int
    ejerbrugerkoder: tuple[int, ...]
    privatbil_indeks: str
    stifterroller: tuple[str, ...]
    b_indkomst_over_oere: int
    loenpause_dage: int
    udelukkede_brancher: tuple[str, ...]
    ydelsesarter: tuple[str, ...]
    ydelsesaendring_over_oere: int
    separation_maaneder: int
    voksen_aar: int
    bidragsmodtager_kle: tuple[str, ...]
    bidragsbetaler_kle: tuple[str, ...]


@lru_cache(maxsize=1)
def daterede() -> dict[str, list[dict[str, Any]]]:
    """Alle parametre: navn → udgaver med vaerdi, gyldig_fra og kilde."""
    with _FIL.open("rb") as fil:
        return tomllib.load(fil)


def parametre(dag: date) -> Parametre:
    """Parametrene for kørselsdatoen ``dag``."""
    return Parametre(
        vindue=vindue(dag), **{navn: _paa(udgaver, dag) for navn, udgaver in daterede().items()}
    )


def _paa(udgaver: list[dict[str, Any]], dag: date) -> Any:
    i_orden = sorted(udgaver, key=lambda udgave: udgave["gyldig_fra"])
    gaeldende = [udgave for udgave in i_orden if udgave["gyldig_fra"] <= dag] or i_orden[:1]
    vaerdi = gaeldende[-1]["vaerdi"]
    return tuple(vaerdi) if isinstance(vaerdi, list) else vaerdi
