"""Et større land: det syntetiske gentaget, hver gang med nye personer, sager og indberetninger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from registre.kontrakt import TABELLER
from registre.tabel import Tabel, Type

_NOEGLER = ("sag_id", "indberetning_id", "sagsnr")


def gentag(dele: Sequence[Path], ud: Path, gange: int) -> list[Path]:
    """Delene ``gange`` gange under ``ud``; ingen person, sag eller indberetning går igen."""
    numre = _alle_numre(dele)
    return [
        _skriv(del_mappe, ud / f"{gang:02d}-{del_mappe.name}", gang, numre)
        for gang in range(gange)
        for del_mappe in dele
    ]


def _alle_numre(dele: Sequence[Path]) -> pl.Series:
    """Landets CPR-numre i orden, så hvert får det samme nye nummer i alle dele."""
    return (
        pl.concat(
            pl.read_parquet(mappe / f"{navn}.parquet", columns=[kolonne])[kolonne].alias("cpr")
            for mappe in dele
            for navn, tabel in TABELLER.items()
            for kolonne in _cpr_kolonner(tabel)
        )
        .drop_nulls()
        .unique()
        .sort()
    )


def _cpr_kolonner(tabel: Tabel) -> list[str]:
    return [kolonne.navn for kolonne in tabel.kolonner if kolonne.type is Type.CPR]


def _skriv(fra: Path, til: Path, gang: int, numre: pl.Series) -> Path:
    nye = _nyt_nummer(pl.int_range(len(numre), eager=True) + gang * len(numre))
    til.mkdir(parents=True)
    for navn, tabel in TABELLER.items():
        ramme = pl.read_parquet(fra / f"{navn}.parquet")
        ramme.with_columns(
            *(pl.col(kolonne).replace_strict(numre, nye) for kolonne in _cpr_kolonner(tabel)),
            *((pl.col(n) + f"-{gang:02d}") for n in _NOEGLER if n in ramme.columns),
        ).write_parquet(til / f"{navn}.parquet")
    return til


def _nyt_nummer(plads: pl.Series) -> pl.Series:
    """Nummeret på pladsen blandt alle syntetiske (dag + 60), i samme orden som pladserne."""
    dage_og_maaneder = plads // 1_000_000
    dag, maaned = 61 + dage_og_maaneder // 12, 1 + dage_og_maaneder % 12
    tal = (dag * 100 + maaned) * 1_000_000 + plads % 1_000_000
    return tal.cast(pl.String)
