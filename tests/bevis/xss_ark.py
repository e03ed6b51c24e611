"""Kontrolarket, fyldt med nyttelaster alle de steder, et register bestemmer teksten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.kontrol.kontrolark import eksempel

Tekst = Callable[[str], str]
"""Felt → det, der skal stå i det."""


def ark(tekst: Tekst, cpr: str) -> dict[str, Any]:
    """Et kontrolark, hvor hver tekst fra et register er sat."""
    indholdet = eksempel.indhold()
    indholdet["ym"].update(cpr=cpr, adressekommune=tekst("adressekommune"))
    for hvem in ("ym", "aef"):
        person = indholdet[hvem]
        for navn in ("navn", "adresse", "civilstand", "status"):
            person[navn] = tekst(f"{hvem}_{navn}")
        person["samme_adresse_som_ym"] = False
        person["virksomheder"] = [tekst(f"{hvem}_virksomhed")]
        barnet = {"foedselsdato": "2019-03-04", "navn": tekst(f"{hvem}_barn")}
        person["boern"] = [{**barnet, "samme_adresse": False}]
    for nr, fund in enumerate(indholdet["udfald"]):
        bogstav = "ab"[nr]
        fund["saetning"] = tekst(f"fund_{bogstav}_saetning")
        fund["register"] = tekst(f"fund_{bogstav}_register")
        fund["koersel"] = tekst(f"fund_{bogstav}_koersel")
        fund["kolonner"] = [{"navn": tekst(f"fund_{bogstav}_kolonne"), "type": "tekst"}]
        fund["raekker"] = [[tekst(f"fund_{bogstav}_celle")]]
        fund["fortolkninger"] = [{"nr": "F5", "tekst": tekst(f"fund_{bogstav}_fortolkning")}]
    for linje in indholdet["regnskab"]:
        if linje["ym"] == "IKKE_UDFOERT":
            linje["grund"] = tekst("regnskab_grund")
    for kilde in indholdet["datakilder"]:
        if kilde["tilstand"] != "BESVARET":
            kilde.update(grund=tekst("kilde_grund"), tabel=tekst("kilde_tabel"))
        kilde["register"] = tekst("kilde_register")
    indholdet["sager"][0].update(ydelse=tekst("sag_ydelse"), sag_id=tekst("sag_id"))
    indholdet["koersel"].update(navn=tekst("ark_koersel"), regelsaet=tekst("ark_regelsaet"))
    indholdet["aef_bemaerkning"] = tekst("aef_bemaerkning")
    return indholdet


def bevis(indholdet: dict[str, Any]) -> dict[str, Any]:
    """Udfaldets eget bevis i sagen, som det også står på arket."""
    fund = indholdet["udfald"][0]
    return {navn: fund[navn] for navn in ("kolonner", "raekker", "register", "slaaet_op")}


def beskyttet(tekst: Tekst) -> dict[str, Any]:
    """Et kontrolark med beskyttet adresse; adresserne vises først, når der er en grund."""
    indholdet = eksempel.beskyttet_indhold()
    indholdet["ym"]["adresse"] = tekst("beskyttet_adresse")
    indholdet["udfald"][0]["raekker"][0][1:] = [tekst("fra_adresse"), tekst("til_adresse")]
    return indholdet
