"""Kontraktens tabeller skrevet i en mappe: enten alle de nye, eller ingen."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from registre.paa_plads import med_fsync
from registre.tabel import Tabel, Type

FORMATER = ("parquet", "csv")
_POLARS: dict[Type, type[pl.DataType]] = {
    Type.TEKST: pl.String,
    Type.CPR: pl.String,
    Type.DATO: pl.Date,
    Type.HELTAL: pl.Int64,
    Type.SANDT_FALSK: pl.Boolean,
}


def til_ramme(tabel: Tabel, raekker: Iterable[tuple[object, ...]]) -> pl.DataFrame:
    """Rækker (i kontraktens kolonneorden) som en ramme med kontraktens typer; CPR er tekst."""
    typer = {kolonne.navn: _POLARS[kolonne.type] for kolonne in tabel.kolonner}
    return pl.DataFrame(list(raekker), schema=typer, orient="row")


def skriv(tabeller: Mapping[str, pl.DataFrame], mappe: Path, format_: str = "parquet") -> None:
    """Skriv tabellerne som ``<navn>.<format_>`` i ``mappe``.

    Alt skrives i en ny mappe ved siden af, som til sidst tager den gamles plads; går noget galt
    undervejs, er mappen, som den var. Andre filer i mappen følger med, men en ældre udgave af
    de samme tabeller (i begge formater) gør ikke. Kaster ``OSError``, når der ikke kan skrives.
    """
    maal = mappe.resolve()
    maal.parent.mkdir(parents=True, exist_ok=True)
    ny = Path(tempfile.mkdtemp(prefix=f".{maal.name}.", dir=maal.parent))
    try:
        if maal.exists():
            afloeste = [f"{navn}.{endelse}" for navn in tabeller for endelse in FORMATER]
            shutil.copytree(maal, ny, ignore=shutil.ignore_patterns(*afloeste), dirs_exist_ok=True)
        else:
            ny.chmod(0o750)
        for navn, ramme in tabeller.items():
            _skriv_en(ramme, ny / f"{navn}.{format_}", format_)
            med_fsync(ny / f"{navn}.{format_}")
        _byt(ny, maal)
    finally:
        shutil.rmtree(ny, ignore_errors=True)


def _skriv_en(ramme: pl.DataFrame, fil: Path, format_: str) -> None:
    match format_:
        case "csv":
            ramme.write_csv(fil, date_format="%Y-%m-%d")
        case "parquet":
            ramme.write_parquet(fil)
        case _:
            raise ValueError(f"Formatet skal være et af {', '.join(FORMATER)}.")


def _byt(ny: Path, maal: Path) -> None:
    """Lad ``ny`` tage pladsen; den gamle kommer igen, hvis det ikke lykkes."""
    if not maal.exists():
        ny.rename(maal)
        return
    gammel = Path(tempfile.mkdtemp(prefix=f".{maal.name}.", dir=maal.parent)) / maal.name
    maal.rename(gammel)
    try:
        ny.rename(maal)
    except OSError:
        gammel.rename(maal)
        raise
    finally:
        shutil.rmtree(gammel.parent, ignore_errors=True)
