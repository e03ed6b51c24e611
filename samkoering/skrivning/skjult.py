"""Et frosset ark med nattens beskyttelse lagt på."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samkoering.skrivning.adressevaern import Adressevaern


def skjult(
    indhold: dict[str, Any], vaern: Adressevaern, udskiftninger: Mapping[str, str]
) -> dict[str, Any]:
    """Indholdet med nattens beskyttelse; det samme, når den intet ændrer."""

    def nummer(cpr: str) -> int:
        return int(udskiftninger.get(cpr, cpr))

    ym = nummer(indhold["ym"]["cpr"])
    personer = {
        navn: person and _skjult_person(person, nummer(person["cpr"]), ym, vaern)
        for navn, person in (("ym", indhold["ym"]), ("aef", indhold["aef"]))
    }
    udfald = [{**fund, "raekker": vaern.uden_andens(fund, ym)} for fund in indhold["udfald"]]
    return {**indhold, **personer, "udfald": udfald}


def _skjult_person(
    person: dict[str, Any], cpr: int, ym: int, vaern: Adressevaern
) -> dict[str, Any]:
    skjules: dict[str, Any] = {}
    if vaern.beskyttet(cpr):
        skjules["adressebeskyttet"] = True
    elif vaern.bor_beskyttet(cpr):
        skjules["bor_beskyttet"] = True
    sammen = person.get("samme_adresse_som_ym", False)
    if vaern.skjuler_bopael(cpr, ym, person["adresse"], sammen=sammen):
        skjules["adresse"] = person["adressekommune"]
    return {**person, **skjules}
