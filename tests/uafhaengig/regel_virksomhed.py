"""Regel 4, 7, 16 og 17: ny virksomhed, moms, underholdsbidrag, feriekonto."""

from collections import defaultdict
from datetime import date

from .grundlag import Fund, Sag, maanedens_sidste
from .laes import Raekke
from .opslag import Registre

ROLLER = ("STIFTER", "FULDT_ANSVARLIG_DELTAGER", "INTERESSENT", "INDEHAVER")
BIDRAG_MODTAGET = ("32.15.08", "32.15.20", "32.15.24")
BIDRAG_BETALT = ("32.16.04",)


def ny_virksomhed(reg: Registre, sag: Sag, cpr: str) -> Fund:
    return Fund(
        [
            (r["virksomhed_start"], f"{r['cvr']}|{r['virksomhed_start']}")
            for r in reg.raekker("cvr_deltagelser", cpr)
            if r["rolle"] in ROLLER and r["rolle_fra"] <= r["virksomhed_start"]
        ]
    )


def momsindberetning(reg: Registre, sag: Sag, cpr: str) -> Fund:
    kvartaler: dict[tuple[str, int, int], list[Raekke]] = defaultdict(list)
    for r in reg.raekker("r75_moms", cpr):
        kvartaler[r["cvr"], r["aar"], int(r["r75_indeks"][-1])].append(r)
    fund = Fund()
    for (cvr, aar, kvartal), raekker in kvartaler.items():
        if sum(r["beloeb_oere"] for r in raekker) == 0 or not 1 <= aar <= date.max.year:
            continue
        dag = _momsdato(sag, aar, kvartal, max(r["indberettet"] for r in raekker))
        if dag is not None:
            fund.udfald.append((dag, f"{cvr}|{aar}|{kvartal}"))
    return fund


def _momsdato(sag: Sag, aar: int, kvartal: int, senest_indberettet: date) -> date | None:
    foerste = date(aar, 3 * kvartal - 2, 1)
    sidste = maanedens_sidste(date(aar, 3 * kvartal, 1))
    if foerste <= sag.vtil and sag.vfra <= sidste:
        return sidste  # må ligge efter vinduet
    for_sent = sidste < sag.vfra and sag.i_vinduet(senest_indberettet)
    return senest_indberettet if for_sent else None


def underholdsbidrag(reg: Registre, sag: Sag, cpr: str) -> Fund:
    passer = {"BIDRAGSMODTAGER": BIDRAG_MODTAGET, "BIDRAGSBETALER": BIDRAG_BETALT}
    return Fund(
        [
            (r["oprettet"], r["sagsnr"])
            for r in reg.raekker("udk_bidragssager", cpr)
            if r["kle"] in passer[r["rolle"]]
        ]
    )


def feriekonto(reg: Registre, sag: Sag, cpr: str) -> Fund:
    return Fund(
        [
            (r["anmodet"], f"{r['anmodet']}|{r['foerste_feriedag']}")
            for r in reg.raekker("feriekonto_anmodninger", cpr)
            if not r["annulleret"]
        ]
    )
