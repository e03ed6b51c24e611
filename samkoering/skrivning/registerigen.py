"""Ét register kørt igen: kun de celler, det gjorde IKKE_UDFOERT, udfyldes.

Resten af regnskabet står, som natten skrev det, og ingen andre hændelser optages eller bortfalder.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from registre.kontrakt import TABELLER
from samkoering.regelkatalog import regler
from samkoering.skrivning.laas import Aabne
from samkoering.skrivning.natsag import Natsag
from samkoering.skrivning.regnskab import forskel
from samkoering.skrivning.version import ny_version
from samkoering.skrivning.ydelsessager import FELTER, Ydelsessag, Ydelsessager

if TYPE_CHECKING:
    from samkoering.skrivning.kommunedel import Kommunedel

Celle = tuple[str, int, str]
"""(sag, regelnummer, rolle): ét felt i regnskabet."""
_PLADSER = [(nr, rolle) for rolle in ("YM", "AEF") for nr in range(1, 18)]
"""Statusfeltets 34 bogstaver, i deres orden."""
_HUL = "N"


def kun_registerets_huller(del_: Kommunedel, register: str, gemt: pl.DataFrame) -> Kommunedel:
    """Delen, hvor hver celle er som i nat – på nær dem, registeret nu svarer på.

    ``gemt`` er kommunens gældende regnskab (``Landsblik.regnskab``).
    """
    numre = reglerne_der_laeser(register)
    gemte = dict(gemt.select("sag_id", "status").iter_rows())
    huller: set[Celle] = set()
    sager = []
    for sag in del_.sager.alle():
        if sag.sag_id in gemte:
            nye = _huller(sag, gemte[sag.sag_id], numre)
            sager.append(_udfyldt(sag, gemte[sag.sag_id], nye))
            huller |= {(sag.sag_id, nr, rolle) for nr, rolle in nye}
    kolonner = pl.DataFrame(
        sager, schema=del_.sager.kolonner.select(FELTER).schema, orient="row"
    ).with_columns(kommune_id=pl.lit(del_.kommune.kode))
    return replace(
        del_,
        sager=Ydelsessager(kolonner),
        kandidater=[
            kandidat
            for kandidat in del_.kandidater
            if (kandidat.sag_id, kandidat.nr, kandidat.rolle) in huller
        ],
        # Kørslen siger intet om sager, der ikke er med i den.
        regnskab=forskel(
            kolonner, gemt.filter(pl.col("sag_id").is_in(kolonner["sag_id"].implode()))
        ),
        udfyldes=frozenset(huller),
    )


def reglerne_der_laeser(register: str) -> frozenset[int]:
    """Numrene på de regler, der læser en af registerets tabeller."""
    return frozenset(
        regel["nr"]
        for regel in regler()
        if any(TABELLER[tabel].register == register for tabel in regel["laeser"])
    )


def tag_udfyldte(del_: Kommunedel, aabne: Aabne) -> set[Natsag]:
    """Åbne sager, hvis kontrolark viser et hul, der nu er fyldt, taget med en ny version."""
    if not del_.udfyldes:
        return set()
    ramte = {sag_id for sag_id, _, _ in del_.udfyldes}
    borgere = {sag.cpr for sag in del_.sager.alle() if sag.sag_id in ramte}
    return {
        Natsag(sag.pk, sag.cpr)
        for sag in aabne.values()
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
