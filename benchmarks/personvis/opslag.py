"""Opslag pr. person, hvor historikken er ordnet én gang og ikke ved hvert spørgsmål."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from tests.uafhaengig.bestand import INGEN_AEGTEFAELLE, UKENDT, aegtefaelle
from tests.uafhaengig.grundlag import ALLE, DAG, Sag, seneste_hele_maaned, vindue
from tests.uafhaengig.laes import Udtraek
from tests.uafhaengig.opslag import Registre, gaelder
from tests.uafhaengig.skema import kolonner

Raekke = dict[str, Any]
_KOLONNER = {
    navn: [kolonne.navn for kolonne in kolonner(navn)]
    for navn in ("cpr_status", "cpr_civilstand", "cpr_separation", "cpr_adresser")
}


class OrdnedeRegistre(Registre):
    """Registrene med hver persons historik i orden: senere ``fra`` sidst, ellers som tekst."""

    def __init__(self, udtraek: Udtraek, dag: date) -> None:
        super().__init__(udtraek, dag)
        self._ordnede: dict[tuple[str, str], list[Raekke]] = {}

    def historik(self, tabel: str, cpr: str) -> list[Raekke]:
        """Personens rækker i orden."""
        noegle = tabel, cpr
        if noegle not in self._ordnede:
            raekker = self.raekker(tabel, cpr)
            self._ordnede[noegle] = (
                sorted(raekker, key=lambda raekke: _rang(tabel, raekke))
                if len(raekker) > 1
                else raekker
            )
        return self._ordnede[noegle]

    def tilstand(self, tabel: str, cpr: str, dag: date) -> Raekke | None:
        """Den sidste af de rækker, der gælder den dag."""
        for raekke in reversed(self.historik(tabel, cpr)):
            if gaelder(raekke, dag):
                return raekke
        return None

    def forrige(self, tabel: str, raekke: Raekke) -> Raekke | None:
        """Den sidste række med en tidligere ``fra``."""
        for foer in reversed(self.historik(tabel, raekke["cpr"])):
            if foer["fra"] < raekke["fra"]:
                return foer
        return None

    def skiftedage(self, foraelder: str, barn: str, sag: Sag) -> list[date]:
        """De dage i sagens vindue, hvor en af de tos adresser begynder eller er ophørt."""
        dage = set()
        for person in (foraelder, barn):
            for raekke in self.raekker("cpr_adresser", person):
                ophoert = raekke["til"] and raekke["til"] + DAG
                dage |= {dag for dag in (raekke["fra"], ophoert) if sag.i_vinduet(dag)}
        return sorted(dage)


def _rang(tabel: str, raekke: Raekke) -> tuple[date, list[tuple[bool, str]]]:
    vaerdier = [raekke[navn] for navn in _KOLONNER[tabel]]
    return raekke["fra"], [(v is not None, "" if v is None else str(v)) for v in vaerdier]


def find_sager(reg: Registre) -> list[Sag]:
    """Bestandens sager; udbetalingerne er lagt sammen pr. sag på forhånd."""
    udbetalt = _udbetalt(reg)
    aktiveret = {
        r["kommunekode"]: r["par10_aktiveringsdato"]
        for r in _alle(reg, "kommuner")
        if r["par10_aktiveringsdato"] and r["par10_aktiveringsdato"] <= reg.dag
    }
    start, slut = vindue(reg.dag)
    return [
        Sag(
            r["sag_id"],
            r["kommunekode"],
            r["cpr"],
            r["kle"],
            max(start, r["oprettet"], aktiveret[r["kommunekode"]]),
            slut,
        )
        for r in _alle(reg, "ydelse_sager")
        if r["kommunekode"] in aktiveret
        and r["kle"] in ALLE
        and r["oprettet"] <= reg.dag
        and (r["afsluttet"] is None or r["afsluttet"] >= reg.dag)
        and udbetalt[r["sag_id"]] > 0
    ]


def opslag_paa(reg: Registre, sag: Sag) -> list[tuple[str, str]]:
    """Sagens roller med personens nummer: ydelsesmodtageren og, når der er en, ægtefællen."""
    aef = aegtefaelle(reg, sag.cpr)
    findes = aef not in (INGEN_AEGTEFAELLE, UKENDT)
    return [("YM", sag.cpr), *([("AEF", aef)] if findes else [])]


def _alle(reg: Registre, navn: str) -> list[Raekke]:
    tabel = reg.udtraek.tabeller[navn]
    return tabel.raekker if tabel else []


def _udbetalt(reg: Registre) -> dict[str, int]:
    foerste, sidste = seneste_hele_maaned(reg.dag)
    sum_: dict[str, int] = defaultdict(int)
    for raekke in _alle(reg, "ydelse_udbetalinger"):
        if foerste <= raekke["udbetalt"] <= sidste:
            sum_[raekke["sag_id"]] += raekke["beloeb_oere"]
    return sum_
