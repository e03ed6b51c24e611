"""Hvem der kontrolleres: de aktive sager på dagen, og ægtefællen efter YM's civilstand."""

from datetime import date

from .grundlag import ALLE, Sag, seneste_hele_maaned, vindue
from .laes import Raekke
from .opslag import Registre, gaelder

UKENDT = "ukendt"  # et opslag, bestanden har brug for, mislykkedes
INGEN_AEGTEFAELLE = ""


def sager(reg: Registre, kommune: str | None) -> list[Sag]:
    """Bestandens sager i de kommuner, der er aktiveret på dagen."""
    tabeller = reg.udtraek.tabeller
    aktiveret = {
        r["kommunekode"]: r["par10_aktiveringsdato"]
        for r in _raekker(tabeller["kommuner"])
        if r["par10_aktiveringsdato"] and r["par10_aktiveringsdato"] <= reg.dag
    }
    return [
        _sag(r, aktiveret[r["kommunekode"]], reg.dag)
        for r in _raekker(tabeller["ydelse_sager"])
        if r["kommunekode"] in aktiveret
        and kommune in (None, r["kommunekode"])
        and r["kle"] in ALLE
        and r["oprettet"] <= reg.dag
        and (r["afsluttet"] is None or r["afsluttet"] >= reg.dag)
        and _udbetalt(reg, r["sag_id"]) > 0
    ]


def _raekker(tabel: object) -> list[Raekke]:
    return getattr(tabel, "raekker", [])


def _sag(raekke: Raekke, aktiveret: date, dag: date) -> Sag:
    start, slut = vindue(dag)
    vfra = max(start, raekke["oprettet"], aktiveret)
    return Sag(raekke["sag_id"], raekke["kommunekode"], raekke["cpr"], raekke["kle"], vfra, slut)


def _udbetalt(reg: Registre, sag_id: str) -> int:
    foerste, sidste = seneste_hele_maaned(reg.dag)
    return sum(
        r["beloeb_oere"]
        for r in _raekker(reg.udtraek.tabeller["ydelse_udbetalinger"])
        if r["sag_id"] == sag_id and foerste <= r["udbetalt"] <= sidste
    )


def aegtefaelle(reg: Registre, ym: str) -> str:
    """ÆF's cpr, INGEN_AEGTEFAELLE eller UKENDT.

    Et svar, der alene udelukker ÆF, afgør sagen, også når et andet opslag mislykkedes.
    """
    if not (reg.svarer("cpr_civilstand", ym) and reg.svarer("cpr_personer", ym)):
        return UKENDT
    civilstand = reg.tilstand("cpr_civilstand", ym, reg.dag)
    if civilstand is None or civilstand["civilstand"] not in ("G", "P"):
        return INGEN_AEGTEFAELLE
    aef = civilstand["aegtefaelle_cpr"]
    if aef is None:
        return INGEN_AEGTEFAELLE
    domme = [_doed(reg, aef), *_separerede(reg, ym, aef, civilstand["fra"])]
    if True in domme:
        return INGEN_AEGTEFAELLE
    return UKENDT if None in domme or not reg.svarer("cpr_personer", aef) else aef


def _doed(reg: Registre, aef: str) -> bool | None:
    """Sand, falsk eller None: ikke besvaret."""
    return not reg.i_live(aef, reg.dag) if reg.svarer("cpr_status", aef) else None


def _separerede(reg: Registre, ym: str, aef: str, gift: date) -> list[bool | None]:
    domme: list[bool | None] = []
    for person in (ym, aef):
        if not reg.svarer("cpr_separation", person):
            domme.append(None)
            continue
        for separation in reg.raekker("cpr_separation", person):
            if separation["fra"] >= gift and gaelder(separation, reg.dag):
                domme.append(_skiller(reg, ym, aef, separation["fra"]))
    return domme


def _skiller(reg: Registre, ym: str, aef: str, fra: date) -> bool | None:
    if fra >= vindue(reg.dag)[0]:
        return True
    if not (reg.svarer("cpr_adresser", ym) and reg.svarer("cpr_adresser", aef)):
        return None
    return not reg.deler_adresse(ym, aef, reg.dag)
