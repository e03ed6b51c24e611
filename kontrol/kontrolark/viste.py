"""Hvilke adresser et kontrolark viser, når det ses uden en begrundelse."""

from __future__ import annotations

from kontrol.kontrolark.fund import bevis_skjules
from kontrol.kontrolark.indhold import Indhold, Person
from kontrol.kontrolark.maskering import bor_beskyttet
from samkoering.adresseord import paa_ens_form

_SKJULT = "adressebeskyttet"
"""Ordet, natten og maskeringen sætter i stedet for en adresse, i den ene eller anden form."""


def beskyttelse(indhold: Indhold) -> bool:
    """Om noget på arket er skjult: en person, et bevis eller en andens adresse."""
    personer = [person for person in (indhold["ym"], indhold["aef"]) if person]
    skjulte = any(_SKJULT in celle.casefold() for celle in _i_beviser(indhold, ogsaa_skjulte=True))
    maerkede = any(fund.get("adressebeskyttet", False) for fund in indhold["udfald"])
    kun_kommunen = any(p["adresse"] and not _er_adresse(p) for p in personer)
    return skjulte or maerkede or kun_kommunen or any(map(bor_beskyttet, personer))


def skjult_siden(adresser: set[str], nyeste: Indhold) -> set[str]:
    """De af adresserne, det nyeste ark ikke viser, når noget på det er skjult; ellers ingen.

    Er borgeren også flyttet, kan det være en gammel, åben adresse; den regnes med, for det kan ikke
    ses af arket.
    """
    return adresser - viste_adresser(nyeste) if beskyttelse(nyeste) else set()


def viste_adresser(indhold: Indhold) -> set[str]:
    """Adresserne, som de står på skærmen og i PDF'en; en kommunes navn alene er ikke en adresse."""
    viste = {*_hos_personerne(indhold), *_i_beviser(indhold, ogsaa_skjulte=False)}
    return {adresse for adresse in map(paa_ens_form, viste) if adresse and _SKJULT not in adresse}


def paa_konvolutten(linjer: list[str]) -> set[str]:
    """Brevets adresse på samme form som arkets; tom, når brevet ingen har."""
    return {paa_ens_form(", ".join(linjer))} if linjer else set()


def _hos_personerne(indhold: Indhold) -> list[str]:
    ym, aef = indhold["ym"], indhold["aef"]
    deler = aef is not None and aef.get("samme_adresse_som_ym", False)
    personer = [(ym, bor_beskyttet(ym) or (deler and aef is not None and bor_beskyttet(aef)))]
    if aef is not None and not deler:
        personer.append((aef, bor_beskyttet(aef)))
    return [person["adresse"] for person, skjult in personer if not skjult and _er_adresse(person)]


def _er_adresse(person: Person) -> bool:
    return person["adresse"] != person["adressekommune"]


def _i_beviser(indhold: Indhold, *, ogsaa_skjulte: bool) -> list[str]:
    return [
        str(celle)
        for fund in indhold["udfald"]
        if ogsaa_skjulte or not bevis_skjules(fund, indhold)
        for raekke in fund["raekker"]
        for kolonne, celle in zip(fund["kolonner"], raekke, strict=False)
        if kolonne["type"] == "adresse" and celle
    ]
