"""Regel 9 og 11-13: civilstand, flytning, borger dør, borgerstatus."""

from datetime import date

from .grundlag import Fund, Sag, dage, plus_maaneder
from .laes import Raekke
from .opslag import Registre, adressenoegle, gaelder

GRUPPER = {
    "80": "UDREJST",
    "05": "GROENLAND",
    "07": "GROENLAND",
    "20": "UDEN_BOPAEL",
    "70": "FORSVUNDET",
    "30": "PERSONNUMMER",
    "50": "PERSONNUMMER",
    "60": "PERSONNUMMER",
}


def civilstand(reg: Registre, sag: Sag, cpr: str) -> Fund:
    fund = Fund()
    for r in reg.raekker("cpr_civilstand", cpr):
        if r["civilstand"] in "GPFOEL":
            fund.udfald.append((r["fra"], f"{r['civilstand']}|{r['fra']}"))
    for separation in reg.raekker("cpr_separation", cpr):
        fund.udfald.append((separation["fra"], f"SEP|{separation['fra']}"))
        _ophaevet_separation(reg, sag, separation, fund)
    return fund


def _ophaevet_separation(reg: Registre, sag: Sag, separation: Raekke, fund: Fund) -> None:
    fra, cpr = separation["fra"], separation["cpr"]
    d = plus_maaneder(fra, 3)
    if d > reg.dag or not sag.i_vinduet(d) or not gaelder(separation, d):
        return
    gift = reg.tilstand("cpr_civilstand", cpr, d)
    if gift is None or gift["civilstand"] not in ("G", "P") or gift["fra"] > fra:
        return
    aegtefaelle = gift["aegtefaelle_cpr"]
    if aegtefaelle is None:
        return
    if not _begge_svarer(reg, aegtefaelle):
        fund.mislykket = True
        return
    if reg.i_live(aegtefaelle, d) and _sammen_alle_dage(reg, cpr, aegtefaelle, fra, d):
        fund.udfald.append((d, f"SEP_OPHAEVET|{fra}"))


def _begge_svarer(reg: Registre, aegtefaelle: str) -> bool:
    tabeller = ("cpr_status", "cpr_adresser")
    return all(reg.svarer(tabel, aegtefaelle) for tabel in tabeller)


def _sammen_alle_dage(reg: Registre, en: str, anden: str, fra: date, til: date) -> bool:
    return all(reg.deler_adresse(en, anden, dag) for dag in dage(fra, til))


def flytning(reg: Registre, sag: Sag, cpr: str) -> Fund:
    fund = Fund()
    for r in reg.raekker("cpr_adresser", cpr):
        foer = reg.forrige("cpr_adresser", r)
        noegle = adressenoegle(r)
        if r["aarsag"] == "FLYTNING" and foer is not None and adressenoegle(foer) != noegle:
            fund.udfald.append((r["fra"], f"{r['fra']}|{'-'.join(noegle)}"))
    return fund


def borger_doer(reg: Registre, sag: Sag, cpr: str) -> Fund:
    status = reg.raekker("cpr_status", cpr)
    return Fund([(r["fra"], "90") for r in status if r["status"] == "90"])


def borgerstatus(reg: Registre, sag: Sag, cpr: str) -> Fund:
    fund = Fund()
    for r in reg.raekker("cpr_status", cpr):
        gruppe = GRUPPER.get(r["status"])
        foer = reg.forrige("cpr_status", r)
        if gruppe is None or foer is None:
            continue
        if gruppe == "PERSONNUMMER" or GRUPPER.get(foer["status"]) != gruppe:
            fund.udfald.append((r["fra"], f"{gruppe}|{r['fra']}"))
    return fund
