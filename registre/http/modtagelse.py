"""Siderne samles til en fil, og filen holdes op mod manifestet: hel eller intet."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

from registre.http.manifest import Tabelmanifest
from registre.http.taalmod import Opgivet
from registre.paa_plads import med_fsync


def modtag(navn: str, ventet: Tabelmanifest, hent_side: Callable[[int], bytes], halv: Path) -> None:
    """Skriv alle sider i ``halv``; kaster ``Opgivet``, når filen ikke er den, manifestet nævner."""
    aftryk, stoerrelse = hashlib.sha256(), 0
    with halv.open("wb") as fil:
        for nr in range(1, ventet.sider + 1):
            side = hent_side(nr)
            stoerrelse += len(side)
            if stoerrelse > ventet.stoerrelse:
                break
            aftryk.update(side)
            fil.write(side)
    if stoerrelse != ventet.stoerrelse or aftryk.hexdigest() != ventet.sha256:
        raise Opgivet(f"{navn} blev ikke modtaget hel: den passer ikke med manifestet.")
    if (antal := _antal(halv, ventet.format)) != ventet.antal:
        fandt = "en fil, der ikke kan læses" if antal is None else f"{antal} rækker"
        raise Opgivet(f"{navn}: manifestet siger {ventet.antal} rækker, modtaget er {fandt}.")
    med_fsync(halv)


def _antal(fil: Path, format_: str) -> int | None:
    """Filens rækker; ingenting, når den ikke kan læses."""
    return _antal_csv(fil) if format_ == "csv" else _antal_parquet(fil)


def _antal_csv(fil: Path) -> int | None:
    try:
        with fil.open(encoding="utf-8-sig", newline="") as aaben:
            return sum(1 for linje in csv.reader(aaben, strict=True) if linje) - 1
    except (UnicodeDecodeError, csv.Error):
        return None


def _antal_parquet(fil: Path) -> int | None:
    import polars as pl

    try:
        antal: int = pl.scan_parquet(fil).select(pl.len()).collect().item()
    except pl.exceptions.PolarsError:
        return None
    return antal
