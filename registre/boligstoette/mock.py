"""Boligstøtte i det syntetiske Danmark: hver anden lejer får den hver måned."""

from __future__ import annotations

from typing import Any

from registre.husleje import mock as husleje
from registre.opslag.maaneder import foerste_i_maanederne
from registre.opslag.verden import Verdensperson

FAAR = 0.55
MAANEDER = 12


def opdigt(person: Verdensperson) -> dict[str, list[dict[str, Any]]]:
    """Det seneste års udbetalinger, så langt tilbage, som lejemålet går."""
    lod = person.lod("boligstoette")
    lejemaal = husleje.opdigt(person)["husleje_lejemaal"]
    if not lejemaal or lod.random() > FAAR:
        return {"boligstoette_udbetalinger": []}
    beloeb = lejemaal[0]["husleje_oere"] * lod.randint(12, 30) // 100 // 100 * 100
    type_ = "BOLIGYDELSE" if lod.random() < 0.1 else "BOLIGSIKRING"
    return {
        "boligstoette_udbetalinger": [
            {
                "cpr": person.om.numre[0],
                "type": type_,
                "maaned": maaned.isoformat(),
                "beloeb_oere": beloeb,
                "udbetalt": maaned.isoformat(),
            }
            for maaned in foerste_i_maanederne(person.dag, MAANEDER)
            if maaned.isoformat() >= lejemaal[0]["fra"]
        ]
    }
