"""Skriv tabellerne som et registerudtræk: én fil pr. tabel, alle eller ingen."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import polars as pl

Format = Literal["parquet", "csv"]
RAEKKEGRUPPE = 250_000


class MappeErIkkeTom(FileExistsError):
    """Mappen har allerede et indhold, og det blev ikke bedt overskrevet."""


def skriv(
    tabeller: Mapping[str, pl.DataFrame],
    mappe: Path,
    format: Format = "parquet",
    overskriv: bool = False,
) -> list[Path]:
    """Skriv ``<tabel>.parquet`` eller ``<tabel>.csv`` i ``mappe`` og giv stierne tilbage.

    Filerne skrives ved siden af og flyttes på plads samlet, så ingen ser et halvt udtræk.
    Kaster ``MappeErIkkeTom``, når mappen har indhold, medmindre ``overskriv`` er valgt.
    """
    if mappe.exists() and any(mappe.iterdir()) and not overskriv:
        raise MappeErIkkeTom(f"Mappen {mappe} er ikke tom. Vælg en anden, eller skriv --overskriv.")
    mappe.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{mappe.name}-", dir=mappe.parent) as nabo:
        ny = Path(nabo) / "ny"
        ny.mkdir(mode=0o755)
        for navn, tabel in tabeller.items():
            _skriv_fil(tabel, ny / f"{navn}.{format}", format)
        _ombyt(ny, mappe, Path(nabo) / "gammel")
    return sorted(mappe.iterdir())


def _skriv_fil(tabel: pl.DataFrame, fil: Path, format_: Format) -> None:
    if format_ == "csv":
        tabel.write_csv(fil)
    else:
        tabel.write_parquet(fil, compression="zstd", row_group_size=RAEKKEGRUPPE)


def _ombyt(ny: Path, mappe: Path, gammel: Path) -> None:
    """Sæt den nye mappe i den gamles sted; den gamle forsvinder med den midlertidige."""
    if mappe.exists():
        shutil.move(mappe, gammel)
    shutil.move(ny, mappe)
