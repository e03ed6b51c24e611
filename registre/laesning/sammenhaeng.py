"""Kontroller på tværs: sager i ukendte kommuner og CPR-numre, der peger i ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from registre.laesning.afvisning import Afvisning
from registre.laesning.kontrol import RAEKKE

if TYPE_CHECKING:
    from registre.laesning.udtraek import Leveret


def sager_i_ukendt_kommune(sager: Leveret, kommuner: Leveret, fil: str) -> None:
    """Afvis sager, hvis kommunekode ikke findes blandt de antagne rækker i ``kommuner``."""
    if not kommuner.besvaret:
        return
    ukendt = ~pl.col("kommunekode").is_in(kommuner.ramme["kommunekode"].implode())
    _afvis(sager, ukendt, "kommunekode", "en kommune, der findes i kommuner", fil)


def advar_om_ukendte_sager(udbetalinger: Leveret, sager: Leveret, fil: str) -> None:
    """En udbetaling på en sag, der ikke findes, ignoreres – men det bliver sagt.

    En sags udbetalinger står som regel sammen; så slås den kun op én gang.
    """
    if not sager.besvaret:
        return
    kendt = pl.col("value").is_in(sager.ramme["sag_id"].implode())
    raekker_i_traek = udbetalinger.ramme["sag_id"].rle().struct.unnest()
    ukendte = raekker_i_traek.filter(~kendt)["len"].sum()
    if ukendte:
        udbetalinger.advarsler.append(
            f"{fil}: {ukendte} udbetalinger hører til sager, der ikke findes i ydelse_sager, "
            "og er ignoreret."
        )


def udskiftninger(personer: Leveret, fil: str) -> dict[int, int]:
    """Udskiftet nummer → gældende nummer; personer i en ring afvises."""
    udskiftede = personer.ramme.filter(pl.col("gaeldende_cpr").is_not_null())
    peger: dict[int, int] = dict(udskiftede.select("cpr", "gaeldende_cpr").iter_rows())
    ringe = {nummer for nummer in peger if _er_i_ring(nummer, peger)}
    if ringe:
        _afvis(
            personer,
            pl.col("cpr").is_in(list(ringe)),
            "gaeldende_cpr",
            "et gældende nummer, der ikke peger tilbage i ring",
            fil,
        )
    lige = {fra: til for fra, til in peger.items() if fra not in ringe}
    return {fra: _enden(fra, lige) for fra in lige}


def _er_i_ring(nummer: int, peger: dict[int, int]) -> bool:
    naeste = peger.get(nummer)
    for _ in range(len(peger)):
        if naeste is None or naeste == nummer:
            break
        naeste = peger.get(naeste)
    return naeste == nummer


def _enden(nummer: int, peger: dict[int, int]) -> int:
    while nummer in peger:
        nummer = peger[nummer]
    return nummer


def _afvis(leveret: Leveret, forkert: pl.Expr, kolonne: str, forventet: str, fil: str) -> None:
    afvist = leveret.ramme.filter(forkert)
    if afvist.is_empty():
        return
    leveret.afvisninger += [
        Afvisning(fil, raekke[RAEKKE], kolonne, _tekst(raekke[kolonne]), forventet)
        for raekke in afvist.iter_rows(named=True)
    ]
    leveret.personer |= frozenset(afvist["cpr"].drop_nulls().to_list())
    leveret.ramme = leveret.ramme.filter(~forkert)


def _tekst(vaerdi: object) -> str:
    return f"{vaerdi:010d}" if isinstance(vaerdi, int) else str(vaerdi)
