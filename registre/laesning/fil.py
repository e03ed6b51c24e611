"""Rå læsning af én fil: CSV som tekst, Parquet med sine typer."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars as pl

from registre.laesning.afvisning import TabelAfvist
from registre.tabel import Tabel, Type

FELTANTAL = "__feltantal"
"""Hjælpekolonne fra CSV: rækkens antal felter passer ikke til hovedet."""

_BID = 100_000
_TILLADTE: dict[Type, tuple[type[pl.DataType], ...]] = {
    Type.TEKST: (pl.String, pl.Categorical, pl.Enum),
    Type.CPR: (pl.String, pl.Categorical, pl.Enum),
    Type.DATO: (pl.Date,),
    Type.HELTAL: (pl.Int64,),
    Type.SANDT_FALSK: (pl.Boolean,),
}


def laes_csv(sti: Path, tabel: Tabel) -> tuple[pl.DataFrame, list[str]]:
    """CSV som lutter tekst (tomt felt = null) og de ukendte kolonner, der blev sprunget over."""
    try:
        with sti.open(encoding="utf-8-sig", newline="") as fil:
            linjer = csv.reader(fil, strict=True)
            hoved = next(linjer, None)
            if hoved is None:
                raise TabelAfvist(f"{sti.name} er helt tom. Også en tom tabel skal have et hoved.")
            ekstra = _kontroller_hoved(sti.name, hoved, tabel)
            bidder = list(_bidder(linjer, hoved, tabel))
    except UnicodeDecodeError as fejl:
        raise TabelAfvist(
            f"{sti.name} kan ikke læses som UTF-8 (byte {fejl.start}). Gem filen som UTF-8."
        ) from fejl
    except csv.Error as fejl:
        raise TabelAfvist(f"{sti.name} er ikke gyldig CSV: {fejl}.") from fejl
    skema = {**dict.fromkeys(tabel.kolonnenavne, pl.String), FELTANTAL: pl.Boolean}
    return pl.concat([pl.DataFrame(schema=skema), *bidder]), ekstra


def _bidder(linjer: Iterator[list[str]], hoved: list[str], tabel: Tabel) -> Iterator[pl.DataFrame]:
    pladser = [hoved.index(navn) for navn in tabel.kolonnenavne]
    bredde = len(hoved)
    while bid := list(islice((linje for linje in linjer if linje), _BID)):
        skaeve = [len(linje) != bredde for linje in bid]
        lige = [linje + [""] * (bredde - len(linje)) for linje in bid]
        kolonner = {
            navn: [linje[plads] or None for linje in lige]
            for navn, plads in zip(tabel.kolonnenavne, pladser, strict=True)
        }
        skema = dict.fromkeys(tabel.kolonnenavne, pl.String)
        yield pl.DataFrame(kolonner, schema=skema).with_columns(
            pl.Series(FELTANTAL, skaeve, dtype=pl.Boolean)
        )


def _kontroller_hoved(fil: str, hoved: list[str], tabel: Tabel) -> list[str]:
    """Ukendte kolonner; kaster, når en af kontraktens mangler eller står to gange."""
    manglende = [navn for navn in tabel.kolonnenavne if navn not in hoved]
    if manglende:
        raise TabelAfvist(f"{fil} mangler kolonnen {', '.join(manglende)}.")
    dobbelte = [navn for navn in tabel.kolonnenavne if hoved.count(navn) > 1]
    if dobbelte:
        raise TabelAfvist(f"{fil} har kolonnen {', '.join(dobbelte)} mere end én gang.")
    return [navn for navn in hoved if navn not in tabel.kolonnenavne]


def laes_parquet(sti: Path, tabel: Tabel) -> tuple[pl.DataFrame, list[str]]:
    """Parquet med kontraktens typer og de ukendte kolonner, der blev sprunget over."""
    try:
        skema = dict(pl.read_parquet_schema(sti))
        ekstra = _kontroller_hoved(sti.name, list(skema), tabel)
        _kontroller_typer(sti.name, skema, tabel)
        ramme = pl.read_parquet(sti, columns=list(tabel.kolonnenavne))
    except (pl.exceptions.PolarsError, OSError) as fejl:
        raise TabelAfvist(f"{sti.name} kan ikke læses som Parquet. Er filen hel?") from fejl
    return _uden_tomme(_med_tekster(ramme, tabel).select(tabel.kolonnenavne)), ekstra


def _med_tekster(ramme: pl.DataFrame, tabel: Tabel) -> pl.DataFrame:
    """Kontraktens tekster som tekst, også når filen har dem som numre i en liste."""
    andre = [
        kolonne.navn
        for kolonne in tabel.kolonner
        if kolonne.type in (Type.TEKST, Type.CPR) and ramme.schema[kolonne.navn] != pl.String
    ]
    return ramme.with_columns(pl.col(andre).cast(pl.String)) if andre else ramme


def _uden_tomme(ramme: pl.DataFrame) -> pl.DataFrame:
    """Tomme tekster som null; kolonner uden nogen skal ikke skrives om."""
    korteste = ramme.select(pl.col(pl.String).str.len_bytes().min())
    med_tomme = [laengde.name for laengde in korteste if laengde.item() == 0]
    return ramme.with_columns(pl.col(med_tomme).replace("", None)) if med_tomme else ramme


def _kontroller_typer(fil: str, skema: dict[str, pl.DataType], tabel: Tabel) -> None:
    for kolonne in tabel.kolonner:
        fundet = skema[kolonne.navn]
        if not isinstance(fundet, (*_TILLADTE[kolonne.type], pl.Null)):
            raise TabelAfvist(
                f"{fil}: kolonnen {kolonne.navn} har typen {fundet}, ventede {kolonne.type.value}."
            )
