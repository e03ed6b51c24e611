"""Det frosne indhold uden beskyttede adresser, så det kan følge med PDF'en."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from kontrol.kontrolark.felter import MASKERET
from kontrol.kontrolark.indhold import Person


def bor_beskyttet(person: Person) -> bool:
    """Personens adresse skjules: personen selv, eller en anden på adressen, er beskyttet."""
    return person["adressebeskyttet"] or person.get("bor_beskyttet", False)


def maskeret(indhold: dict[str, Any]) -> dict[str, Any]:
    """En kopi af indholdet; er nogen på arket beskyttet, er alle adresser i det maskerede."""
    kopi = deepcopy(indhold)
    personer = [person for person in (kopi["ym"], kopi["aef"]) if person]
    ramte_fund = kopi["udfald"]
    if not any(bor_beskyttet(person) for person in personer):
        ramte_fund = [fund for fund in ramte_fund if fund.get("adressebeskyttet")]
        personer = []
    for person in personer:
        person["adresse"] = MASKERET
    for fund in ramte_fund:
        _masker_bevis(fund)
    return kopi


def _masker_bevis(fund: dict[str, Any]) -> None:
    typer = [kolonne["type"] for kolonne in fund["kolonner"]]
    fund["raekker"] = [
        [
            MASKERET if type_ == "adresse" and vaerdi else vaerdi
            for type_, vaerdi in zip(typer, raekke, strict=False)
        ]
        for raekke in fund["raekker"]
    ]
