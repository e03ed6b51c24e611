"""Det, der slås op på en person, før regelmotoren spørges: rækker, dage som tal, nøgler som tekst.

Alt, hvad et opslag kan svare på, er svaret her (summer pr. periode, rækken før, den sidste dag,
en bil er ung); tærskler, vinduer, roller og KLE-numre afgør regelmotoren.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks.personvis.opslag import OrdnedeRegistre
from tests.uafhaengig.grundlag import Sag, maanedens_sidste, plus_aar, plus_maaneder
from tests.uafhaengig.opslag import adressenoegle, gaelder
from tests.uafhaengig.regel_biler import _biler
from tests.uafhaengig.regel_boern import _kun_omkodning
from tests.uafhaengig.regel_borger import GRUPPER, _sammen_alle_dage
from tests.uafhaengig.regel_indkomst import (
    _foerst_over,
    _forloebets_foerste,
    _loenbetalinger,
    _perioder,
    _vinduets_maaneder,
    _ydelsesslags,
)

Fakta = dict[str, Any]


def fakta(reg: OrdnedeRegistre, sag: Sag, rolle: str, cpr: str) -> Fakta:
    """Alt om personen i sagen, som beslutningen skal bruge; en dag er sit nummer."""
    return {
        "rolle": rolle,
        "kle": sag.kle,
        "vfra": sag.vfra.toordinal(),
        "vtil": sag.vtil.toordinal(),
        "stop_til": plus_maaneder(reg.dag.replace(day=1), -2).toordinal(),
        "biler": list(_privatbiler(reg, cpr)),
        "handler": _handler(reg, cpr),
        "deltagelser": list(_deltagelser(reg, cpr)),
        "b_perioder": list(_b_perioder(reg, cpr)),
        **_loen(reg, cpr),
        "kvartaler": list(_kvartaler(reg, cpr)),
        "ydelser": list(_ydelser(reg, sag, cpr)),
        **(_om_modtageren(reg, sag, cpr) if rolle == "YM" else {}),
        "adresseskift": list(_adresseskift(reg, sag, cpr)),
        "ferie": [
            {
                "dato": r["anmodet"].toordinal(),
                "annulleret": r["annulleret"],
                "noegle": f"{r['anmodet']}|{r['foerste_feriedag']}",
            }
            for r in reg.raekker("feriekonto_anmodninger", cpr)
        ],
    }


def _nr(dag: date | None) -> int | None:
    return None if dag is None else dag.toordinal()


def _ung_til(bil: Fakta) -> int | None:
    foerste = bil["foerste_registrering"]
    return None if foerste is None else plus_aar(foerste, 15).toordinal()


def _privatbiler(reg: OrdnedeRegistre, cpr: str) -> Iterator[Fakta]:
    for bil in _biler(reg, cpr):
        yield {
            "koebt": _nr(bil["erhvervet"]),
            "solgt": _nr(bil["afhaendet"]),
            "ung_til": _ung_til(bil),
            "koebsnoegle": f"{bil['stelnummer']}|{bil['erhvervet']}",
            "salgsnoegle": f"{bil['stelnummer']}|{bil['afhaendet']}",
        }


def _handler(reg: OrdnedeRegistre, cpr: str) -> list[Fakta]:
    """Køb og salg i orden; den samme handel står én gang, med bilens ældste registrering."""
    handler: dict[str, Fakta] = {}
    for bil in _biler(reg, cpr):
        for dag, art in ((bil["erhvervet"], "K"), (bil["afhaendet"], "S")):
            ung_til = _ung_til(bil)
            if dag is None or ung_til is None:
                continue
            noegle = f"{dag}:{bil['stelnummer']}:{art}"
            kendt = handler.get(noegle, {"ung_til": ung_til})["ung_til"]
            handler[noegle] = {
                "dato": dag.toordinal(),
                "noegle": noegle,
                "ung_til": min(kendt, ung_til),
            }
    return [handler[noegle] for noegle in sorted(handler)]


def _deltagelser(reg: OrdnedeRegistre, cpr: str) -> Iterator[Fakta]:
    for r in reg.raekker("cvr_deltagelser", cpr):
        yield {
            "rolle": r["rolle"],
            "rolle_fra": r["rolle_fra"].toordinal(),
            "dato": r["virksomhed_start"].toordinal(),
            "noegle": f"{r['cvr']}|{r['virksomhed_start']}",
        }


def _b_perioder(reg: OrdnedeRegistre, cpr: str) -> Iterator[Fakta]:
    b_indkomst = [r for r in reg.raekker("eindkomst", cpr) if r["indkomsttype"] == "05"]
    for (cvr, fra, til), raekker in _perioder(b_indkomst).items():
        yield {
            "netto": sum(r["beloeb_oere"] for r in raekker),
            "dato": _foerst_over(raekker).toordinal(),
            "noegle": f"{cvr}|{fra}|{til}",
        }


def _loen(reg: OrdnedeRegistre, cpr: str) -> Fakta:
    """De to seneste lønninger."""
    betalinger = _loenbetalinger(reg, cpr)
    if not betalinger:
        return {"nyeste": None, "forrige": None}
    nyeste, forrige = betalinger[-1], betalinger[-2] if len(betalinger) > 1 else None
    return {
        "nyeste": {
            "dato": nyeste.dag.toordinal(),
            "cvr": nyeste.cvr,
            "noegle": f"{nyeste.cvr}|{_forloebets_foerste(betalinger)}",
        },
        "forrige": forrige and {"dato": forrige.dag.toordinal(), "cvr": forrige.cvr},
    }


def _kvartaler(reg: OrdnedeRegistre, cpr: str) -> Iterator[Fakta]:
    grupper: dict[tuple[str, int, int], list[Fakta]] = defaultdict(list)
    for r in reg.raekker("r75_moms", cpr):
        if 1 <= r["aar"] <= date.max.year:
            grupper[r["cvr"], r["aar"], int(r["r75_indeks"][-1])].append(r)
    for (cvr, aar, kvartal), raekker in grupper.items():
        yield {
            "netto": sum(r["beloeb_oere"] for r in raekker),
            "start": date(aar, 3 * kvartal - 2, 1).toordinal(),
            "slut": maanedens_sidste(date(aar, 3 * kvartal, 1)).toordinal(),
            "senest": max(r["indberettet"] for r in raekker).toordinal(),
            "noegle": f"{cvr}|{aar}|{kvartal}",
        }


def _ydelser(reg: OrdnedeRegistre, sag: Sag, cpr: str) -> Iterator[Fakta]:
    """Hver måned i vinduet med beløbet i den og i måneden før."""
    sum_: dict[tuple[str, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    foerste: dict[tuple[str, str, date], date] = {}
    for r in reg.raekker("eindkomst", cpr):
        if slags := _ydelsesslags(r):
            m = r["periode_til"].replace(day=1)
            sum_[r["cvr"], slags][m] += r["beloeb_oere"]
            noegle = r["cvr"], slags, m
            foerste[noegle] = min(r["disposition"], foerste.get(noegle, r["disposition"]))
    maaneder = _vinduets_maaneder(sag, reg.dag) if sum_ else []
    for (cvr, slags), pr_maaned in sum_.items():
        for m in maaneder:
            nu, foer = pr_maaned.get(m, 0), pr_maaned.get(plus_maaneder(m, -1), 0)
            yield {
                "nu": nu,
                "foer": foer,
                "maaned": m.toordinal(),
                "foerste": foerste.get((cvr, slags, m), m).toordinal(),
                "noegle": f"{cvr}|{slags}|{m:%Y-%m}|",
            }


def _om_modtageren(reg: OrdnedeRegistre, sag: Sag, cpr: str) -> Fakta:
    """Det, kun ydelsesmodtageren selv kontrolleres for."""
    boern = reg.boern(cpr)
    return {
        "civilstande": [
            {
                "kode": r["civilstand"],
                "dato": r["fra"].toordinal(),
                "noegle": f"{r['civilstand']}|{r['fra']}",
            }
            for r in reg.raekker("cpr_civilstand", cpr)
        ],
        "separationer": [
            {"dato": r["fra"].toordinal(), "noegle": f"SEP|{r['fra']}"}
            for r in reg.raekker("cpr_separation", cpr)
        ],
        "frister": list(_frister(reg, sag, cpr)),
        "adresser": list(_adresser(reg, cpr)),
        "statusser": list(_statusser(reg, cpr)),
        "foedsler": [
            {"dato": foedt.toordinal(), "noegle": barn}
            for barn in boern
            if (foedt := reg.foedselsdato(barn))
        ],
        "boerns_status": [
            {"kode": r["status"], "dato": r["fra"].toordinal(), "noegle": barn}
            for barn in boern
            for r in reg.raekker("cpr_status", barn)
        ],
        "bidragssager": [
            {
                "rolle": r["rolle"],
                "kle": r["kle"],
                "dato": r["oprettet"].toordinal(),
                "noegle": r["sagsnr"],
            }
            for r in reg.raekker("udk_bidragssager", cpr)
        ],
    }


def _frister(reg: OrdnedeRegistre, sag: Sag, cpr: str) -> Iterator[Fakta]:
    """Separationer, der fylder tre måneder i vinduet, med det, ægtefællen skal slås op for."""
    for separation in reg.raekker("cpr_separation", cpr):
        fra = separation["fra"]
        d = plus_maaneder(fra, 3)
        if d > reg.dag or not sag.i_vinduet(d):
            continue
        gift = reg.tilstand("cpr_civilstand", cpr, d)
        if gift is None or gift["aegtefaelle_cpr"] is None:
            continue
        anden = gift["aegtefaelle_cpr"]
        yield {
            "dato": d.toordinal(),
            "noegle": f"SEP_OPHAEVET|{fra}",
            "gaelder": gaelder(separation, d),
            "kode": gift["civilstand"],
            "gift": gift["fra"].toordinal(),
            "separeret": fra.toordinal(),
            "lever": reg.i_live(anden, d),
            "sammen": _sammen_alle_dage(reg, cpr, anden, fra, d),
        }


def _adresser(reg: OrdnedeRegistre, cpr: str) -> Iterator[Fakta]:
    for r in reg.raekker("cpr_adresser", cpr):
        foer, noegle = reg.forrige("cpr_adresser", r), "-".join(adressenoegle(r))
        yield {
            "aarsag": r["aarsag"],
            "dato": r["fra"].toordinal(),
            "foer": None if foer is None else "-".join(adressenoegle(foer)),
            "nu": noegle,
            "noegle": f"{r['fra']}|{noegle}",
        }


def _statusser(reg: OrdnedeRegistre, cpr: str) -> Iterator[Fakta]:
    for r in reg.raekker("cpr_status", cpr):
        foer, gruppe = reg.forrige("cpr_status", r), GRUPPER.get(r["status"])
        yield {
            "kode": r["status"],
            "dato": r["fra"].toordinal(),
            "gruppe": gruppe,
            "har_foer": foer is not None,
            "foer": foer and GRUPPER.get(foer["status"]),
            "noegle": f"{gruppe}|{r['fra']}",
        }


def _adresseskift(reg: OrdnedeRegistre, sag: Sag, cpr: str) -> Iterator[Fakta]:
    """De dage, forælderens eller et barns adresse begynder eller ophører."""
    for barn in reg.boern(cpr):
        foedt = reg.foedselsdato(barn)
        for dag in reg.skiftedage(cpr, barn, sag):
            yield {
                "dato": dag.toordinal(),
                "voksen": None if foedt is None else plus_aar(foedt, 18).toordinal(),
                "delte_foer": reg.deler_adresse(cpr, barn, date.fromordinal(dag.toordinal() - 1)),
                "deler_nu": reg.deler_adresse(cpr, barn, dag),
                "begge_lever": reg.i_live(cpr, dag) and reg.i_live(barn, dag),
                "kun_omkodning": _kun_omkodning(reg, cpr, barn, dag),
                "noegle": f"{barn}|{dag}",
            }
