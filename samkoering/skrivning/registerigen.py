"""Ét register kørt igen: kun de celler, det gjorde IKKE_UDFOERT, udfyldes.

Resten af regnskabet står, som natten skrev det, og ingen andre hændelser optages eller bortfalder.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from registre.kontrakt import TABELLER
from samkoering.models import AABNE_TILSTANDE, Kontrolregnskab, Sag
from samkoering.regelkatalog import regler
from samkoering.skrivning.version import ny_version

if TYPE_CHECKING:
    from samkoering.skrivning.kommunedel import Kommunedel, Ydelsessag

Celle = tuple[str, int, str]
"""(sag, regelnummer, rolle): ét felt i regnskabet."""
_PLADSER = [(nr, rolle) for rolle in ("YM", "AEF") for nr in range(1, 18)]
"""Statusfeltets 34 bogstaver, i deres orden."""
_HUL = "N"


def kun_registerets_huller(del_: Kommunedel, register: str) -> Kommunedel:
    """Delen, hvor hver celle er som i nat – på nær dem, registeret nu svarer på."""
    numre = reglerne_der_laeser(register)
    gemte = dict(
        Kontrolregnskab.objects.i_kommune(del_.kommune)
        .filter(til__isnull=True)
        .values_list("sag_id", "status")
    )
    huller: set[Celle] = set()
    sager = {}
    for sag in del_.sager:
        if sag.sag_id in gemte:
            nye = _huller(sag, gemte[sag.sag_id], numre)
            sager[sag.sag_id] = _udfyldt(sag, gemte[sag.sag_id], nye)
            huller |= {(sag.sag_id, nr, rolle) for nr, rolle in nye}
    pr_borger: dict[str, list[Ydelsessag]] = defaultdict(list)
    for sag in sager.values():
        pr_borger[sag.cpr].append(sag)
    return replace(
        del_,
        sager=list(sager.values()),
        sager_pr_borger=dict(pr_borger),
        kandidater=[
            replace(kandidat, ydelsessag=sager[kandidat.ydelsessag.sag_id])
            for kandidat in del_.kandidater
            if (kandidat.ydelsessag.sag_id, kandidat.regel.nr, kandidat.rolle) in huller
        ],
        udfyldes=frozenset(huller),
    )


def reglerne_der_laeser(register: str) -> frozenset[int]:
    """Numrene på de regler, der læser en af registerets tabeller."""
    return frozenset(
        regel["nr"]
        for regel in regler()
        if any(TABELLER[tabel].register == register for tabel in regel["laeser"])
    )


def tag_udfyldte(del_: Kommunedel) -> set[Sag]:
    """Åbne sager, hvis kontrolark viser et hul, der nu er fyldt, taget med en ny version."""
    if not del_.udfyldes:
        return set()
    ramte = {sag_id for sag_id, _, _ in del_.udfyldes}
    borgere = {sag.cpr for sag in del_.sager if sag.sag_id in ramte}
    aabne = Sag.objects.i_kommune(del_.kommune).filter(tilstand__in=AABNE_TILSTANDE)
    return {
        sag
        for sag in aabne
        if del_.udskiftninger.get(sag.cpr, sag.cpr) in borgere and ny_version(sag)
    }


def _huller(sag: Ydelsessag, gemt: str, numre: frozenset[int]) -> list[tuple[int, str]]:
    """De felter, der var ikke udført, og som registeret nu har svaret på."""
    return [
        plads
        for plads, foer, nu in zip(_PLADSER, gemt, sag.status, strict=True)
        if plads[0] in numre and foer == _HUL and nu != _HUL
    ]


def _udfyldt(sag: Ydelsessag, gemt: str, huller: list[tuple[int, str]]) -> Ydelsessag:
    bogstaver = (
        nu if plads in huller else foer
        for plads, foer, nu in zip(_PLADSER, gemt, sag.status, strict=True)
    )
    return sag._replace(status="".join(bogstaver))
