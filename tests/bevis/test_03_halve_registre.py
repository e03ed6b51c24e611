"""Trussel 3: et register, der kun svarede halvt, bliver aldrig til »ingen ændring«."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

import pytest

from registre.kontrakt import IKKE_BESVARET, KRAEVES_AF_BESTANDEN
from registre.laesning import Krav, Udtraek, foelgeseddel
from samkoering.regelkatalog import regler
from tests.bevis import registerverden
from tests.bevis.bevisbog import Bevisbog
from tests.bevis.registermutationer import FRA_KILDEN, UNDERVEJS, Mutation, alle
from tests.bevis.registerverden import Status, Verden

LAESER = {regel["slug"]: frozenset(regel["laeser"]) for regel in regler()}
STAAR = frozenset({"IKKE_RELEVANT", "FRAVALGT"})
"""Ord, der ikke siger noget om registeret."""
REGNES_OM = 10
"""Så ofte regnes forfra, også når de samme tabeller var tavse før: svaret skal være det samme."""
Forsoeg = tuple[Verden, Mutation]


def forsoeg(verdener: list[Verden]) -> Iterator[Forsoeg]:
    """Mutationer uden ende: hver slags, tabel og verden, om og om igen med nye terninger."""
    for runde in count():
        for froe, verden in enumerate(verdener):
            mulige = alle(verden)
            Random(runde * 100 + froe).shuffle(mulige)
            for navn, tabel, undervejs in mulige:
                yield verden, Mutation(navn, tabel, runde, undervejs)


def udvalg(verdener: list[Verden], antal: int) -> list[Forsoeg]:
    """De første så mange; er de få, er der lige mange af hver slags."""
    slags = UNDERVEJS | FRA_KILDEN
    hoejst = -(-antal // len(slags)) if antal < 1_000 else antal
    hver, valgte = Counter[str](), list[Forsoeg]()
    for et in forsoeg(verdener):
        if hver[et[1].navn] < hoejst:
            hver[et[1].navn] += 1
            valgte.append(et)
        if len(valgte) == antal:
            break
    return valgte


def proev(
    valgte: list[Forsoeg], *, med_krav: bool = True, med_seddel: bool = True, til_foerste: str = ""
) -> list[str]:
    """Brud: celler, der siger noget, kilden ikke bar; evt. kun til det første, der nævner ordet."""
    brud: list[str] = []
    for nr, (verden, mutation) in enumerate(valgte):
        krav = verden.krav if med_krav else None
        try:
            ramte = mutation.anvend(verden)
            if not med_seddel:
                (verden.mappe / foelgeseddel.FIL).unlink()
            fund = doem(verden, ramte, krav, regn_om=nr % REGNES_OM == 0)
        finally:
            verden.genskab()
        brud += [f"{verden.mappe.name}, {mutation}: {et}" for et in fund]
        if til_foerste and any(til_foerste in et for et in fund):
            break
    return brud


def doem(verden: Verden, ramte: frozenset[str], krav: Krav | None, *, regn_om: bool) -> list[str]:
    """Det, der er galt med svaret på den muterede mappe; tom, når det holder."""
    udtraek = Udtraek(verden.mappe, krav=krav)
    syge = frozenset(navn for navn in ramte if not _uskadt(verden, udtraek, navn))
    tavse = frozenset(navn for navn in syge if not udtraek.leveret(navn).besvaret)
    nu = _svar(verden, krav, tavse if syge == tavse and not regn_om else None)
    if not nu:
        kunne_falde = ramte & {*KRAEVES_AF_BESTANDEN, IKKE_BESVARET.navn}
        return [] if kunne_falde else ["bestanden forsvandt uden grund"]
    if syge & {*KRAEVES_AF_BESTANDEN}:
        return [f"bestanden blev fundet af {', '.join(sorted(syge))}"]
    if nu.keys() != verden.status.keys():
        return ["bestanden er en anden"]
    return _forkerte_celler(verden.status, nu, syge)


def _svar(verden: Verden, krav: Krav | None, tavse: frozenset[str] | None) -> Status:
    """Motorens svar. Er resten af tabellerne hele, afhænger det kun af, hvilke der er tavse."""
    if tavse is not None and tavse in verden.kendte:
        return verden.kendte[tavse]
    nu = registerverden.svar(verden.mappe, verden.dag, krav)
    if tavse is not None:
        verden.kendte[tavse] = nu
    return nu


def _uskadt(verden: Verden, udtraek: Udtraek, navn: str) -> bool:
    """Om tabellen blev antaget med netop det indhold, den havde hel."""
    leveret = udtraek.leveret(navn)
    return leveret.besvaret and leveret.ramme.equals(verden.rammer[navn])


def _forkerte_celler(foer: Status, nu: Status, syge: frozenset[str]) -> list[str]:
    brud = []
    for celle, ord_ in nu.items():
        laeser_sygt = IKKE_BESVARET.navn in syge or bool(LAESER[celle[2]] & syge)
        tilladt = {foer[celle]} if not laeser_sygt or foer[celle] in STAAR else {"IKKE_UDFOERT"}
        if ord_ not in tilladt:
            brud.append(f"{celle[2]} {celle[1]} er {ord_}, ventede {', '.join(tilladt)}")
    return brud


@pytest.fixture(scope="module")
def sted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("halve-registre")


@cache
def _byg(froe: int, sted: Path) -> list[Verden]:
    """Verdenen i begge formater; svaret er det samme, så det, den ene kender, kender den anden."""
    csv, parquet = (registerverden.byg(froe, format_, sted) for format_ in ("csv", "parquet"))
    assert csv.status == parquet.status
    return [csv, replace(parquet, kendte=csv.kendte)]


@pytest.fixture
def verdener(bevis: Bevisbog, sted: Path) -> list[Verden]:
    return [verden for froe in range(bevis.antal(1, 6)) for verden in _byg(froe, sted)]


def test_et_halvt_register_er_aldrig_ingen_aendring(bevis: Bevisbog, verdener: list[Verden]):
    valgte = udvalg(verdener, bevis.antal(len(UNDERVEJS | FRA_KILDEN), 6_000))
    assert {m.navn for _, m in valgte} == {*UNDERVEJS, *FRA_KILDEN}
    brud = proev(valgte)
    bevis.foer(
        3,
        "Halve registre",
        forsoeg=len(valgte),
        brud=brud,
        plantet_fejl_fanget=plantet_fanges(valgte),
    )


def plantet_fanges(valgte: list[Forsoeg]) -> bool:
    """Uden følgeseddel ses det ikke, at filen er halv; uden krav ses det ikke, at den er gammel."""
    ord_ = "INGEN_AENDRING"
    undervejs = [et for et in valgte if et[1].undervejs]
    kilden = [et for et in valgte if not et[1].undervejs]
    uden_seddel = proev(undervejs, med_krav=False, med_seddel=False, til_foerste=ord_)
    uden_krav = proev(kilden, med_krav=False, til_foerste=ord_)
    return all(any(ord_ in et for et in fund) for fund in (uden_seddel, uden_krav))


def test_de_hele_mapper_siger_ogsaa_ingen_aendring(verdener: list[Verden]):
    """Prøven af prøven: der er noget at tabe i hver verden."""
    for verden in verdener:
        ord_ = Counter(verden.status.values())
        assert ord_["INGEN_AENDRING"] > 50
        assert ord_["UDFALD"] > 10
