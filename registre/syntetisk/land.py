"""Alle rummenes tabeller på én gang."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from registre.cpr import mock as cpr
from registre.cvr import mock as cvr
from registre.eindkomst import mock as eindkomst
from registre.feriekonto import mock as feriekonto
from registre.kontrakt import TABELLER
from registre.r75 import mock as r75
from registre.syntetisk.befolkning import dan_befolkning
from registre.syntetisk.skaering import skaer
from registre.syntetisk.tabeldannelse import sorteret
from registre.udk import mock as udk
from registre.ydelse import mock as ydelse

RUM = (ydelse, cpr, eindkomst, r75, cvr, udk, feriekonto)


class UgyldigStoerrelse(ValueError):
    """Antallet af personer eller dage kan ikke bruges."""


def danmark(
    personer: int,
    kommuner: Sequence[str],
    dato: date,
    seed: int,
    horisont_dage: int = 0,
) -> dict[str, pl.DataFrame]:
    """Kontraktens tabeller for ``personer`` ydelsesmodtagere i kommunerne på ``dato``.

    Med ``horisont_dage`` fortsætter livet så mange dage efter ``dato``; ``skaer`` giver
    registrene, som de så ud på en dag undervejs. Kaster ``UkendtKommune`` for en kode, der
    ikke findes, og ``UgyldigStoerrelse`` for et antal under nul eller ingen personer.
    """
    if personer < 1 or horisont_dage < 0 or seed < 0:
        raise UgyldigStoerrelse("Antal personer skal være mindst 1; horisontdage og seed mindst 0.")
    folk = dan_befolkning(personer, kommuner, dato, seed, horisont_dage)
    tabeller: dict[str, pl.DataFrame] = {}
    for rum in RUM:
        tabeller |= skaer(rum.byg(folk), dato + timedelta(days=horisont_dage))
    return {navn: sorteret(tabel, tabeller[navn]) for navn, tabel in TABELLER.items()}
