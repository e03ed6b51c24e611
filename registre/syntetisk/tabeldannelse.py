"""Fra rækker af tal til kontraktens tabeller med kontraktens typer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from registre.syntetisk.kalender import ALDRIG, Heltal, Sandheder
from registre.tabel import Kolonne, Tabel, Type

Vaerdier = Heltal | Sandheder | pl.Series | Sequence[str | None]

TYPER: dict[Type, type[pl.DataType]] = {
    Type.TEKST: pl.String,
    Type.CPR: pl.String,
    Type.DATO: pl.Date,
    Type.HELTAL: pl.Int64,
    Type.SANDT_FALSK: pl.Boolean,
}
"""Kontraktens typer, som de leveres i en fil."""


def skema(tabel: Tabel) -> dict[str, type[pl.DataType]]:
    """Kolonnenavn → type, som tabellen leveres."""
    return {kolonne.navn: TYPER[kolonne.type] for kolonne in tabel.kolonner}


def ramme(tabel: Tabel, kolonner: Mapping[str, Vaerdier]) -> pl.DataFrame:
    """Tabellen med kontraktens kolonner; ALDRIG og nummeret 0 bliver til null."""
    return pl.DataFrame([_kolonne(kolonne, kolonner[kolonne.navn]) for kolonne in tabel.kolonner])


def _kolonne(kolonne: Kolonne, vaerdier: Vaerdier) -> pl.Series:
    raa = pl.Series(kolonne.navn, vaerdier)
    if kolonne.type is Type.DATO:
        dage = raa.cast(pl.Int64)
        return dage.set(dage >= ALDRIG, None).cast(pl.Int32).cast(pl.Date)
    if kolonne.type is Type.CPR:
        tal = raa.cast(pl.Int64)
        return tal.set(tal == 0, None).cast(pl.String)
    return raa.cast(TYPER[kolonne.type])


def opslag(liste: Sequence[str | None] | pl.Series, pladser: Heltal) -> pl.Series:
    """Listens tekster på de givne pladser."""
    tekster = pl.Series(liste, dtype=pl.String)
    return tekster.gather(pladser)


def saml(*rammer: pl.DataFrame) -> pl.DataFrame:
    """Rammer med samme kolonner, sat efter hinanden."""
    return pl.concat(rammer, rechunk=True)


def sorteret(tabel: Tabel, ramme: pl.DataFrame) -> pl.DataFrame:
    """Rækkerne i den orden, de skrives: efter person og så hele rækken.

    eIndkomst har den nyeste disposition først, for det er den, reglerne leder efter.
    """
    if tabel.navn == "eindkomst":
        efter, faldende = (
            ["cpr", "disposition", "cvr", "indberetning_id"],
            [False, True, True, True],
        )
        return ramme.sort(efter, descending=faldende)
    person = [tabel.person] if tabel.person else []
    efter = [*person, *(navn for navn in tabel.kolonnenavne if navn not in person)]
    return ramme.sort(efter)
