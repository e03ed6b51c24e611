"""Regel 10, 14 og 15: barn flytter hjemmefra, fødsel, barn afgået ved døden."""

from datetime import date

from .grundlag import DAG, Fund, Sag, dage, plus_aar
from .opslag import Registre

BARNETS_TABELLER = ("cpr_personer", "cpr_adresser", "cpr_status")


def _svarer(reg: Registre, barn: str, tabeller: tuple[str, ...]) -> bool:
    return all(reg.svarer(tabel, barn) for tabel in tabeller)


def barn_flytter(reg: Registre, sag: Sag, cpr: str) -> Fund:
    fund = Fund()
    for barn in reg.boern(cpr):
        if not _svarer(reg, barn, BARNETS_TABELLER):
            fund.mislykket = True
            continue
        foedt = reg.foedselsdato(barn)
        for dag in dage(sag.vfra, sag.vtil):
            if not _skilles(reg, cpr, barn, dag):
                continue
            if foedt is None:
                fund.note = True
            elif dag < plus_aar(foedt, 18):
                fund.udfald.append((dag, f"{barn}|{dag}"))
    return fund


def _skilles(reg: Registre, foraelder: str, barn: str, dag: date) -> bool:
    return (
        reg.deler_adresse(foraelder, barn, dag - DAG)
        and not reg.deler_adresse(foraelder, barn, dag)
        and reg.i_live(foraelder, dag)
        and reg.i_live(barn, dag)
        and not _kun_omkodning(reg, foraelder, barn, dag)
    )


def _kun_omkodning(reg: Registre, foraelder: str, barn: str, dag: date) -> bool:
    """Alt, der begynder, er omkodning, og intet slutter uden at noget af samme person begynder."""
    for person in (foraelder, barn):
        raekker = reg.raekker("cpr_adresser", person)
        begynder = [r for r in raekker if r["fra"] == dag]
        slutter = [r for r in raekker if r["til"] == dag - DAG]
        if any(r["aarsag"] != "OMKODNING" for r in begynder) or (slutter and not begynder):
            return False
    return True


def foedsel(reg: Registre, sag: Sag, cpr: str) -> Fund:
    fund = Fund()
    for barn in reg.boern(cpr):
        foedt = reg.foedselsdato(barn)
        if not _svarer(reg, barn, ("cpr_personer",)):
            fund.mislykket = True
        elif foedt is None:
            fund.note = True
        else:
            fund.udfald.append((foedt, barn))
    return fund


def barn_doer(reg: Registre, sag: Sag, cpr: str) -> Fund:
    fund = Fund()
    for barn in reg.boern(cpr):
        if not _svarer(reg, barn, ("cpr_status",)):
            fund.mislykket = True
        doede = [r for r in reg.raekker("cpr_status", barn) if r["status"] == "90"]
        fund.udfald.extend((r["fra"], barn) for r in doede)
    return fund
