"""Årsopgørelsen i det syntetiske Danmark: lønnen af eIndkomst, resten et lod."""

from __future__ import annotations

from typing import Any

from registre.eindkomst.skema import EINDKOMST
from registre.opslag.verden import Verdensperson

HAR_GAELD, HAR_AKTIER, HAR_EJENDOM = 0.5, 0.08, 0.06


def opdigt(person: Verdensperson) -> dict[str, list[dict[str, Any]]]:
    """Det seneste hele års opgørelse, dannet i marts; før den måned det forrige års."""
    lod, aar = person.lod("aarsopgoerelse"), person.dag.year - (1 if person.dag.month > 3 else 2)
    loen = sum(
        raekke["beloeb_oere"]
        for raekke in person.raekker(EINDKOMST)["eindkomst"]
        if raekke["periode_fra"][:4] == str(aar) and raekke["indkomsttype"] == "00"
    )
    indestaaende = lod.randint(0, 40_000) * 100
    rubrikker = {"LOEN": loen, "INDESTAAENDE": indestaaende, "RENTEINDTAEGT": indestaaende // 400}
    if lod.random() < HAR_GAELD:
        gaeld = lod.randint(5_000, 240_000) * 100
        rubrikker |= {"GAELD": gaeld, "RENTEUDGIFT": gaeld // 14}
    if lod.random() < HAR_AKTIER:
        rubrikker["AKTIER"] = lod.randint(1_000, 60_000) * 100
    if lod.random() < HAR_EJENDOM:
        rubrikker["EJENDOM"] = lod.randint(600, 2_400) * 100_000
    return {
        "r75_aarsopgoerelse": [
            {
                "cpr": person.om.numre[0],
                "aar": aar,
                "rubrik": rubrik,
                "beloeb_oere": beloeb,
                "dannet": f"{aar + 1}-03-12",
            }
            for rubrik, beloeb in rubrikker.items()
        ]
    }
