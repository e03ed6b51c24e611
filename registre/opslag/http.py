"""Opslaget over HTTP: ét kald med CPR-nummeret i kroppen, og et svar, der holdes op mod alt.

``POST /v1/<register>/<dato>/opslag`` med ``{"numre": [...], "fra": "2025-11-01"}``. Numrene står
aldrig i en adresse.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from registre.opslag.kontrol import SvaretAfvist, kraev_raekker, kraev_tiden
from registre.opslag.spoergsmaal import Opslagssvar, Raekke, Spoergsmaal
from registre.tabel import Tabel

OPSLAG = "opslag"
"""Står, hvor tabellens navn ellers står i adressen."""
ULAESELIGT = "Registerets svar kan ikke læses."


def som_krop(om: Spoergsmaal) -> bytes:
    """Spørgsmålet, som det sendes."""
    return json.dumps({"numre": om.numre, "fra": om.fra.isoformat()}).encode()


def laes_svar(
    krop: bytes, register: str, tabeller: Sequence[Tabel], om: Spoergsmaal, kilde: str
) -> Opslagssvar:
    """Svaret, eller ``SvaretAfvist``, når det ikke er et helt svar på netop det spørgsmål."""
    try:
        svar = json.loads(krop)
        hvem, dato = svar["register"], date.fromisoformat(svar["dato"])
        fra, til = (date.fromisoformat(svar[f"periode_{ende}"]) for ende in ("fra", "til"))
        data_fra = _tiden(svar["data_fra"])
        leveret: Mapping[str, Any] = dict(svar["tabeller"])
    except (ValueError, KeyError, TypeError) as fejl:
        raise SvaretAfvist(ULAESELIGT) from fejl
    if hvem != register:
        raise SvaretAfvist("Serveren svarede med et andet register.")
    if dato != om.dato:
        raise SvaretAfvist(f"Serveren svarede for {dato:%d-%m-%Y}, ikke for {om.dato:%d-%m-%Y}.")
    kraev_tiden(om, fra, til, data_fra)
    raekker = {tabel.navn: _tabel(tabel, leveret.get(tabel.navn), om) for tabel in tabeller}
    return Opslagssvar(register, raekker, data_fra, kilde)


def _tabel(tabel: Tabel, svar: Any, om: Spoergsmaal) -> tuple[Raekke, ...]:
    """Rækkerne: så mange, som der er lovet, og med alle kolonner, også når der ingen er."""
    if not isinstance(svar, dict):
        raise SvaretAfvist(f"Registeret svarede ikke på {tabel.navn}.")
    raa, antal, kolonner = svar.get("raekker"), svar.get("antal"), svar.get("kolonner")
    if not isinstance(raa, list) or not all(isinstance(raekke, dict) for raekke in raa):
        raise SvaretAfvist(ULAESELIGT)
    if antal != len(raa):
        raise SvaretAfvist(f"{tabel.navn} er ikke hel: der er lovet {antal} rækker.")
    if not isinstance(kolonner, list) or not set(tabel.kolonnenavne) <= set(kolonner):
        raise SvaretAfvist(f"{tabel.navn} mangler en af kontraktens kolonner.")
    return kraev_raekker(tabel, raa, om)


def _tiden(tekst: str) -> date | datetime:
    return date.fromisoformat(tekst) if len(tekst) == 10 else datetime.fromisoformat(tekst)
