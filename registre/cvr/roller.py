"""Fra CVR's ord for en deltagers funktion til kontraktens roller.

CVR skriver både organisationens hovedtype og medlemmets FUNKTION, i ental og flertal.
Funktionen afgør; kendes den ikke, gør hovedtypen; ellers er rollen CVR's eget ord med store
bogstaver, og så giver den ingen hændelse.
"""

from __future__ import annotations

import re

_KENDTE = {
    "STIFTER": "STIFTER",
    "STIFTERE": "STIFTER",
    "FULDT_ANSVARLIG_DELTAGER": "FULDT_ANSVARLIG_DELTAGER",
    "FULDT_ANSVARLIG_DELTAGERE": "FULDT_ANSVARLIG_DELTAGER",
    "FULDT_ANSVARLIGE_DELTAGERE": "FULDT_ANSVARLIG_DELTAGER",
    "INTERESSENT": "INTERESSENT",
    "INTERESSENTER": "INTERESSENT",
    "INDEHAVER": "INDEHAVER",
    "INDEHAVERE": "INDEHAVER",
}
_ORDSKEL = re.compile(r"[\s_-]+")


def rolle(hovedtype: str, funktion: str) -> str:
    """Kontraktens rolle; tom, når CVR intet siger."""
    egen, faelles = _ord(funktion), _ord(hovedtype)
    return _KENDTE.get(egen) or _KENDTE.get(faelles) or egen or faelles


def _ord(tekst: str) -> str:
    return _ORDSKEL.sub("_", tekst.strip().upper())
