"""Kør alle 17 regler over en mappe, sag for sag, person for person, dag for dag."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import regel_biler, regel_boern, regel_borger, regel_indkomst, regel_virksomhed
from .bestand import INGEN_AEGTEFAELLE, UKENDT, aegtefaelle, sager
from .grundlag import ALLE, BIDRAG, FORSOERGER, INGEN, Fund, Resultat, Sag
from .laes import laes_mappe
from .opslag import Registre

BIL = ("r75_biler",)
INDKOMST = ("eindkomst",)


@dataclass(frozen=True)
class Regel:
    """En linje i regelteksternes tabel, med funktionen, der udfører den."""

    slug: str
    find: Callable[[Registre, Sag, str], Fund]
    tabeller: tuple[str, ...]
    ym: frozenset[str]
    aef: frozenset[str] = INGEN


REGLER = (
    Regel("bilkoeb", regel_biler.bilkoeb, BIL, FORSOERGER, FORSOERGER),
    Regel("bilsalg", regel_biler.bilsalg, BIL, FORSOERGER, FORSOERGER),
    Regel("mange_bilhandler", regel_biler.mange_bilhandler, BIL, FORSOERGER, FORSOERGER),
    Regel("ny_virksomhed", regel_virksomhed.ny_virksomhed, ("cvr_deltagelser",), ALLE, FORSOERGER),
    Regel("b_indkomst", regel_indkomst.b_indkomst, INDKOMST, ALLE, FORSOERGER),
    Regel("ny_arbejdsgiver", regel_indkomst.ny_arbejdsgiver, INDKOMST, ALLE, FORSOERGER),
    Regel("momsindberetning", regel_virksomhed.momsindberetning, ("r75_moms",), ALLE, FORSOERGER),
    Regel(
        "aendring_andre_ydelser",
        regel_indkomst.aendring_andre_ydelser,
        INDKOMST,
        ALLE,
        FORSOERGER,
    ),
    Regel(
        "civilstand",
        regel_borger.civilstand,
        ("cpr_civilstand", "cpr_separation", "cpr_adresser"),
        FORSOERGER,
    ),
    Regel(
        "barn_flytter",
        regel_boern.barn_flytter,
        ("cpr_boern", "cpr_adresser", "cpr_status"),
        ALLE,
        ALLE,
    ),
    Regel("flytning", regel_borger.flytning, ("cpr_adresser",), ALLE),
    Regel("borger_doer", regel_borger.borger_doer, ("cpr_status",), ALLE),
    Regel("borgerstatus", regel_borger.borgerstatus, ("cpr_status",), ALLE),
    Regel("foedsel", regel_boern.foedsel, ("cpr_boern",), ALLE),
    Regel("barn_doer", regel_boern.barn_doer, ("cpr_boern", "cpr_status"), ALLE),
    Regel("underholdsbidrag", regel_virksomhed.underholdsbidrag, ("udk_bidragssager",), BIDRAG),
    Regel("feriekonto", regel_virksomhed.feriekonto, ("feriekonto_anmodninger",), ALLE, FORSOERGER),
)


@dataclass
class _Svar:
    """En regels svar for én sag og rolle: status og {nøgle: tidligste dag}."""

    status: str
    cpr: str = ""
    udfald: dict[str, date] | None = None


def koer(mappe: Path, dag: date, kommune: str | None = None) -> Resultat:
    """Udfald og status for mappen på dagen, evt. kun for én kommune."""
    udtraek = laes_mappe(mappe)
    if not udtraek.bestand_kan_findes():
        return Resultat([], [], bestand_fundet=False)
    reg = Registre(udtraek, dag)
    udfald: set[tuple[str, str, str, str, str, str, str]] = set()
    status: set[tuple[str, str, str, str]] = set()
    for sag in sager(reg, kommune):
        aef = aegtefaelle(reg, sag.cpr)
        for regel in REGLER:
            ym_svar, aef_svar = _ym_svar(reg, sag, regel), _aef_svar(reg, sag, regel, aef)
            status.add((sag.sag_id, "YM", regel.slug, ym_svar.status))
            status.add((sag.sag_id, "AEF", regel.slug, aef_svar.status))
            if regel.slug == "barn_flytter":
                _et_udfald_for_begge(ym_svar, aef_svar)
            for rolle, svar in (("YM", ym_svar), ("AEF", aef_svar)):
                for noegle, dato in (svar.udfald or {}).items():
                    hoved = (sag.kommunekode, sag.sag_id, regel.slug, rolle, svar.cpr)
                    udfald.add((*hoved, dato.isoformat(), noegle))
    return Resultat(sorted(udfald), sorted(status), bestand_fundet=True)


def _et_udfald_for_begge(ym: _Svar, aef: _Svar) -> None:
    """Samme barn og dag for både YM og ÆF er ét udfald med rollen YM."""
    faelles = set(ym.udfald or {})
    aef.udfald = {n: d for n, d in (aef.udfald or {}).items() if n not in faelles}


def _ym_svar(reg: Registre, sag: Sag, regel: Regel) -> _Svar:
    if sag.kle not in regel.ym:
        return _Svar("IKKE_RELEVANT")
    return _udfoer(reg, sag, regel, sag.cpr)


def _aef_svar(reg: Registre, sag: Sag, regel: Regel, aef: str) -> _Svar:
    if sag.kle not in regel.aef or aef == INGEN_AEGTEFAELLE:
        return _Svar("IKKE_RELEVANT")
    if aef == UKENDT:
        return _Svar("IKKE_UDFOERT")
    return _udfoer(reg, sag, regel, aef)


def _udfoer(reg: Registre, sag: Sag, regel: Regel, cpr: str) -> _Svar:
    if not all(reg.svarer(tabel, cpr) for tabel in regel.tabeller):
        return _Svar("IKKE_UDFOERT")
    fund = regel.find(reg, sag, cpr)
    if fund.mislykket:
        return _Svar("IKKE_UDFOERT")
    udfald: dict[str, date] = {}
    for dato, noegle in fund.udfald:
        if sag.i_vinduet(dato) or regel.slug == "momsindberetning":
            udfald[noegle] = min(dato, udfald.get(noegle, dato))
    if udfald:
        return _Svar("UDFALD", cpr, udfald)
    return _Svar("IKKE_UDFOERT" if fund.note else "INGEN_AENDRING")
