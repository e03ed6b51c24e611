"""Høringsbrevets ord om hver hændelse: hvad vi har set, hvor og hvornår, og hvad vi vil vide.

Om ægtefællen siges kun, at hændelsen er sket. Det samme gælder, når fundet er beskyttet, eller
beviset mangler en oplysning. Adresser og andres navne nævnes aldrig.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from adgang.cpr_i_tekst import rummer_cpr
from kontrol.kontrolark.felter import uden_styretegn
from kontrol.partshoering.sprog import brevdato
from samkoering.grundlag.ord import kroner
from samkoering.models import Udfald
from samkoering.regelkatalog import regel

_FIL = Path(__file__).with_name("formuleringer.toml")
_HVEM = {"YM": "du", "AEF": "din ægtefælle"}
_EFTERLADT = ("E|", "L|")
"""Enke, enkemand og længstlevende partner, som civilstandens nøgle begynder."""
_LAENGSTE_CELLE = 80
_SMAA_BOGSTAVER = ("Ny civilstand", "Ydelse", "Bidrag", "Rolle")
"""Kolonner, hvis ord står midt i en sætning."""


@lru_cache(maxsize=1)
def ordene() -> dict[str, Any]:
    """Alle formuleringer."""
    return tomllib.loads(_FIL.read_text(encoding="utf-8"))


def kan_ikke_hoeres(udfald: Udfald) -> str:
    """Hvorfor borgeren ikke kan høres om hændelsen; tom tekst, når hun kan."""
    return str(ordene()["kan_ikke_hoeres"].get(udfald.regel, ""))


def omtanke(udfald: Udfald) -> str:
    """Det, man skal tænke over, før man skriver om hændelsen; tom tekst for de fleste."""
    return str(ordene()["omtanke"].get(formulering_for(udfald), ""))


def formulering_for(udfald: Udfald) -> str:
    """Formuleringens navn: reglens, undtagen når den nye civilstand skyldes et dødsfald."""
    if udfald.regel == "civilstand" and udfald.noegle.startswith(_EFTERLADT):
        return "civilstand_doedsfald"
    return udfald.regel


def afsnit(udfald: Udfald) -> str:
    """Hændelsen i brevet: ét afsnit."""
    formulering = ordene()["regler"][formulering_for(udfald)]
    dele = (_haendelsen(udfald, formulering), _hentet(udfald.bevis), formulering["spoergsmaal"])
    return " ".join(filter(None, dele))


def _haendelsen(udfald: Udfald, formulering: Mapping[str, str]) -> str:
    felter = {
        "kilde": _kilde(udfald),
        "hvem": _HVEM[udfald.rolle],
        "dato": brevdato(udfald.haendelsesdato),
    }
    fuld = formulering.get("fuld", "")
    if fuld and _maa_siges_fuldt(udfald):
        felter |= _bevisets_felter(udfald.bevis)
        if pladser(fuld) <= felter.keys():
            return fuld.format_map(felter)
    return formulering["kort"].format_map(felter)


def _maa_siges_fuldt(udfald: Udfald) -> bool:
    return udfald.rolle == "YM" and not udfald.bevis.get("adressebeskyttet", False)


def pladser(skabelon: str) -> set[str]:
    """Navnene på de felter, skabelonen skal udfyldes med."""
    return {navn for _, navn, _, _ in string.Formatter().parse(skabelon) if navn}


def _kilde(udfald: Udfald) -> str:
    register = udfald.bevis.get("register") or regel(udfald.regel)["registre"][0]
    return str(ordene()["registre"].get(register) or "et offentligt register")


def _hentet(bevis: Mapping[str, Any]) -> str:
    hentet = brevdato(bevis.get("slaaet_op"))
    return f"Det så vi den {hentet}." if hentet else ""


def _bevisets_felter(bevis: Mapping[str, Any]) -> dict[str, str]:
    """Første rækkes celler efter kolonnens navn; en tom, lang eller privat celle er ikke med."""
    raekker = bevis.get("raekker") or [[]]
    felter = {"antal": str(len(raekker))}
    for kolonne, vaerdi in zip(bevis.get("kolonner") or [], raekker[0], strict=False):
        tekst = _celle(kolonne["type"], vaerdi)
        if tekst and len(tekst) <= _LAENGSTE_CELLE and not rummer_cpr(tekst):
            lille = kolonne["navn"] in _SMAA_BOGSTAVER
            felter[kolonne["navn"]] = tekst[0].lower() + tekst[1:] if lille else tekst
    return felter


def _celle(type_: str, vaerdi: object) -> str:
    if type_ == "adresse" or vaerdi is None:
        return ""
    if type_ == "dato":
        return brevdato(str(vaerdi))
    if type_ == "oere" and isinstance(vaerdi, int):
        return kroner(vaerdi)
    return " ".join(str(uden_styretegn(str(vaerdi))).split())
