"""Navne efter fødselsår, køn og herkomst; en familie deler oftest efternavn."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.kalender import Heltal, Sandheder, aar_maaned_dag
from registre.syntetisk.tabeldannelse import opslag
from registre.syntetisk.terninger import Terning, hyppighed, vaegtet


@cache
def _lister() -> dict[str, Any]:
    with (Path(__file__).parent / "navne.toml").open("rb") as fil:
        return tomllib.load(fil)


def navneliste(*sti: str) -> list[str]:
    """Listens navne i faldende hyppighed, fx ``navneliste("dansk", "K", "aeldre")``."""
    gren: Any = _lister()
    for led in sti:
        gren = gren[led]
    return [" ".join(navn.split()) for navn in str(gren).split(",")]


def _trukket(rng: Terning, navne: list[str], antal: int) -> pl.Series:
    return opslag(navne, vaegtet(rng, hyppighed(len(navne)), antal))


def fornavne(rng: Terning, danmark: Befolkning) -> pl.Series:
    """Et fornavn pr. person."""
    folk = danmark.personer
    aar, _, _ = aar_maaned_dag(folk.foedt)
    kohorte = np.where(aar < 1974, 0, np.where(aar < 1999, 1, 2))
    navne = pl.repeat("", folk.antal, dtype=pl.String, eager=True)
    for koen, er_koen in (("K", folk.kvinde), ("M", ~folk.kvinde)):
        for nr, gruppe in enumerate(("aeldre", "yngre", "boern")):
            trukket = _trukket(rng, navneliste("dansk", koen, gruppe), folk.antal)
            maske = er_koen & (kohorte == nr) & ~folk.indvandret
            navne = trukket.zip_with(pl.Series(maske), navne)
        trukket = _trukket(rng, navneliste("indvandret", koen, "alle"), folk.antal)
        navne = trukket.zip_with(pl.Series(er_koen & folk.indvandret), navne)
    return navne


def _slaegt(rng: Terning, danmark: Befolkning) -> Heltal:
    """Hvem hver person har efternavn efter: sig selv eller husstandens modtager."""
    folk = danmark.personer
    slaegt = np.arange(folk.antal)
    tager_navn = folk.aef[rng.random(len(folk.aef)) < 0.6]
    slaegt[tager_navn] = folk.husstand[tager_navn]
    slaegt[folk.barn] = folk.husstand[folk.barn]
    har_anden = folk.barns_anden >= 0
    efter_anden = har_anden & (folk.husstand[folk.barn] % 3 == 0)
    slaegt[folk.barn[efter_anden]] = slaegt[folk.barns_anden[efter_anden]]
    return slaegt


def efternavne(rng: Terning, danmark: Befolkning) -> pl.Series:
    """Et efternavn pr. person, fælles i de fleste familier."""
    return _dansk_eller_indvandret(rng, danmark.personer.indvandret, "efternavne").gather(
        _slaegt(rng, danmark)
    )


def mellemnavne(rng: Terning, danmark: Befolkning) -> pl.Series:
    """Et mellemnavn til hver tredje, ellers null."""
    navne = _dansk_eller_indvandret(rng, danmark.personer.indvandret, "mellemnavne")
    uden = pl.Series(rng.random(danmark.personer.antal) < 0.66)
    return navne.set(uden, None)


def _dansk_eller_indvandret(rng: Terning, indvandret: Sandheder, liste: str) -> pl.Series:
    danske = _trukket(rng, navneliste("dansk", "navne", liste), len(indvandret))
    andre = _trukket(rng, navneliste("indvandret", "navne", liste), len(indvandret))
    return andre.zip_with(pl.Series(indvandret), danske)
