"""Registerets fulde navn, hvor det nævnes første gang; bagefter er forkortelsen nok."""

from __future__ import annotations

from registre.opslag.kontrakt import FULDE_NAVNE
from sagsopstart.fakta.samling import Samling


def fulde_navne(fakta: Samling) -> dict[str, dict[str, str]]:
    """Afsnittets nøgle → register → det fulde navn; et register står kun i sit første afsnit."""
    tilbage, navne = dict(FULDE_NAVNE), dict[str, dict[str, str]]()
    for afsnit in fakta["afsnit"]:
        naevnt = {blok["register"] for person in afsnit["personer"] for blok in person["blokke"]}
        navne[afsnit["noegle"]] = {et: tilbage.pop(et) for et in sorted(naevnt & tilbage.keys())}
    return navne
