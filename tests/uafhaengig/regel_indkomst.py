"""Regel 5, 6 og 8: b-indkomst, ny arbejdsgiver, ændring i andre offentlige ydelser."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from .grundlag import Fund, Sag, plus_maaneder
from .laes import Raekke
from .opslag import Registre

YDELSESARTER = ("0005", "0006", "0013", "0016")
FEM_HUNDREDE_KRONER = 500_00


class Betaling(NamedTuple):
    """En lønbetaling, nettet for én indkomstperiode, dateret ved første disposition."""

    dag: date
    cvr: str
    periode_fra: date
    periode_til: date


def _perioder(raekker: list[Raekke]) -> dict[tuple[str, date, date], list[Raekke]]:
    grupper = defaultdict(list)
    for r in raekker:
        grupper[r["cvr"], r["periode_fra"], r["periode_til"]].append(r)
    return grupper


def b_indkomst(reg: Registre, sag: Sag, cpr: str) -> Fund:
    fund = Fund()
    b_raekker = [r for r in reg.raekker("eindkomst", cpr) if r["indkomsttype"] == "05"]
    for (cvr, fra, til), raekker in _perioder(b_raekker).items():
        if sum(r["beloeb_oere"] for r in raekker) > FEM_HUNDREDE_KRONER:
            fund.udfald.append((_foerst_over(raekker), f"{cvr}|{fra}|{til}"))
    return fund


def _foerst_over(raekker: list[Raekke]) -> date:
    net = 0
    for r in sorted(raekker, key=lambda r: (r["disposition"], r["indberetning_id"])):
        net += r["beloeb_oere"]
        if net > FEM_HUNDREDE_KRONER:
            break
    return r["disposition"]


def _er_loen(r: Raekke) -> bool:
    if r["indkomsttype"] == "00":
        return True
    branche = r["branchekode"] or ""
    return (
        r["indkomsttype"] == "04"
        and r["indtaegtsart"] not in YDELSESARTER
        and not branche.startswith(("84", "65"))
    )


def _loenbetalinger(reg: Registre, cpr: str) -> list[Betaling]:
    loen = [r for r in reg.raekker("eindkomst", cpr) if _er_loen(r)]
    return sorted(
        Betaling(min(r["disposition"] for r in raekker), *noegle)
        for noegle, raekker in _perioder(loen).items()
        if sum(r["beloeb_oere"] for r in raekker) > 0
    )


def ny_arbejdsgiver(reg: Registre, sag: Sag, cpr: str) -> Fund:
    betalinger = _loenbetalinger(reg, cpr)
    if not betalinger or not sag.i_vinduet(betalinger[-1].dag):
        return Fund()
    nyeste = betalinger[-1]
    if len(betalinger) > 1:
        forrige = betalinger[-2]
        samme = forrige.cvr == nyeste.cvr
        if samme and (nyeste.dag - forrige.dag).days <= 60:
            return Fund()
    return Fund([(nyeste.dag, f"{nyeste.cvr}|{_forloebets_foerste(betalinger)}")])


def _forloebets_foerste(betalinger: list[Betaling]) -> date:
    cvr = betalinger[-1].cvr
    foerste = betalinger[-1].dag
    for betaling in reversed([b for b in betalinger if b.cvr == cvr]):
        if (foerste - betaling.dag).days > 60:
            break
        foerste = betaling.dag
    return foerste


def _ydelsesslags(r: Raekke) -> str | None:
    if r["indkomsttype"] in ("01", "07"):
        return str(r["indkomsttype"])
    if r["indkomsttype"] == "04" and r["indtaegtsart"] in YDELSESARTER:
        return f"04-{r['indtaegtsart']}"
    return None


def aendring_andre_ydelser(reg: Registre, sag: Sag, cpr: str) -> Fund:
    fund = Fund()
    maaneder: dict[tuple[str, str], dict[date, list[Raekke]]] = {}
    for r in reg.raekker("eindkomst", cpr):
        slags = _ydelsesslags(r)
        if slags:
            maaned = r["periode_til"].replace(day=1)
            rc = maaneder.setdefault((r["cvr"], slags), {})
            rc.setdefault(maaned, []).append(r)
    for (cvr, slags), pr_maaned in maaneder.items():
        for m in _vinduets_maaneder(sag, reg.dag):
            fundet = _aendring(pr_maaned, m, reg.dag)
            if fundet:
                dag, hvad = fundet
                fund.udfald.append((dag, f"{cvr}|{slags}|{m:%Y-%m}|{hvad}"))
    return fund


def _vinduets_maaneder(sag: Sag, dag: date) -> list[date]:
    maaneder, m = [], sag.vfra.replace(day=1)
    while m <= dag:
        maaneder.append(m)
        m = plus_maaneder(m, 1)
    return maaneder


def _aendring(pr_maaned: dict[date, list[Raekke]], m: date, dag: date) -> tuple[date, str] | None:
    nu = sum(r["beloeb_oere"] for r in pr_maaned.get(m, []))
    foer = sum(r["beloeb_oere"] for r in pr_maaned.get(plus_maaneder(m, -1), []))
    foerste = min((r["disposition"] for r in pr_maaned.get(m, [])), default=m)
    if nu > 0 and foer <= 0:
        return foerste, "START"
    if nu <= 0 and foer > 0:
        fuldt_meldt = m <= plus_maaneder(dag.replace(day=1), -2)
        return (m, "STOP") if fuldt_meldt else None
    if nu > 0 and foer > 0 and abs(nu - foer) > FEM_HUNDREDE_KRONER:
        return foerste, "BELOEB"
    return None
