"""Huslejeregisteret i det syntetiske Danmark: de fleste lejer den bolig, CPR har dem på."""

from __future__ import annotations

from typing import Any

from registre.cpr.skema import ADRESSER
from registre.opslag.verden import Verdensperson, seneste

LEJER = 0.8
BOLIGTYPER = ("ALMEN", "ALMEN", "ALMEN", "PRIVAT", "PRIVAT", "UNGDOM", "VAERELSE")


def opdigt(person: Verdensperson) -> dict[str, list[dict[str, Any]]]:
    """Lejemålet fra den dag, personen flyttede ind."""
    lod = person.lod("husleje")
    adresser = person.raekker(ADRESSER)["cpr_adresser"]
    bolig = seneste((a for a in adresser if a["til"] is None), "fra")
    if bolig is None or lod.random() > LEJER:
        return {"husleje_lejemaal": []}
    type_ = lod.choice(BOLIGTYPER)
    areal = lod.randint(12, 24) if type_ == "VAERELSE" else lod.randint(38, 96)
    lejemaal = {
        "lejemaal_id": f"L{lod.randint(1_000_000, 9_999_999)}",
        "cpr": person.om.numre[0],
        "boligtype": type_,
        "areal_m2": areal,
        "vaerelser": max(1, areal // 26),
        "husleje_oere": areal * lod.randint(78, 125) * 100,
        "forbrug_oere": areal * lod.randint(9, 16) * 100,
        "fra": min(bolig["fra"], person.dag.isoformat()),
        "til": None,
    }
    return {"husleje_lejemaal": [lejemaal]}
