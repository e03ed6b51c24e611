"""UIP i det syntetiske Danmark: den, CPR ikke har som dansk statsborger, har et grundlag."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from registre.cpr.skema import PERSONER
from registre.opslag.verden import Verdensperson

DANMARK = "5100"
UDEN_SLUT = ("NORDISK", "EU", "PERMANENT")
GRUNDLAG = (*UDEN_SLUT, "FAMILIE", "ASYL", "ERHVERV")


def opdigt(person: Verdensperson) -> dict[str, list[dict[str, Any]]]:
    """Ét ophold for en udlænding; en dansk statsborger er ikke i UIP."""
    personer = person.raekker(PERSONER)["cpr_personer"]
    if not personer or personer[0]["statsborgerskab"] == DANMARK:
        return {"uip_ophold": []}
    lod = person.lod("uip")
    fra = person.dag - timedelta(days=lod.randint(200, 4000))
    grundlag, rest = lod.choice(GRUNDLAG), timedelta(days=lod.randint(60, 1500))
    til = None if grundlag in UDEN_SLUT else (person.dag + rest).isoformat()
    ophold = {
        "cpr": person.om.numre[0],
        "grundlag": grundlag,
        "gaelder_fra": fra.isoformat(),
        "gaelder_til": til,
        "indrejst": (fra - timedelta(days=lod.randint(0, 90))).isoformat(),
    }
    return {"uip_ophold": [ophold]}
