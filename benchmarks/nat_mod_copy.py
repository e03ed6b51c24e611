"""Hele natten på PostgreSQL mod COPY af de samme rækker, og natten efter med få nyheder."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import polars as pl

from benchmarks.danmark import DAG
from benchmarks.maaling import Maaling
from benchmarks.nattens_base import nattens_base
from benchmarks.proces import koer

_NYE = 100
"""Hver hundrede sag er ny i den anden nat."""
_NATTEN = ("manage.py", "nat", "--dato", DAG.isoformat())
_SAGER = ("ydelse_sager", "ydelse_udbetalinger")


def maal(mappe: Path) -> list[Maaling]:
    """Natten på PostgreSQL – læst, beregnet og skrevet – og natten efter med 1 % nye sager."""
    with tempfile.TemporaryDirectory(dir=mappe.parent) as rod:
        registre, filer = Path(rod) / "registre", Path(rod) / "filer"
        filer.mkdir()
        _uden_de_nye(mappe, registre)
        with nattens_base(registre) as miljoe:
            natten = koer(_NATTEN, miljoe).sekunder
            raekker = int(koer(_raekker("gem", miljoe, filer), miljoe).svar)
            copy = koer(_raekker("laes", miljoe, filer), miljoe).sekunder
            for tabel in _SAGER:
                shutil.copyfile(mappe / f"{tabel}.parquet", registre / f"{tabel}.parquet")
            naeste = koer(_NATTEN, miljoe).sekunder
    return [
        Maaling(
            "nat-mod-copy", f"hele processen; {raekker} rækker mod COPY af de samme i én "
            "transaktion, med indekser og uden fremmednøgler", natten, "s", copy, natten / copy, 3,
        ),
        Maaling(
            "deltanat", "natten igen med 1 % nye sager mod den første nat", naeste, "s", natten,
            naeste / natten, 0.3,
        ),
    ]  # fmt: skip


def _raekker(hvad: str, miljoe: dict[str, str], filer: Path) -> list[str]:
    return ["-m", "benchmarks.nattens_raekker", hvad, miljoe["DATABASE_URL"], str(filer)]


def _uden_de_nye(mappe: Path, ud: Path) -> None:
    """Udtrækket uden hver hundrede sag: det, den første nat ser."""
    shutil.copytree(mappe, ud)
    sager = pl.read_parquet(mappe / "ydelse_sager.parquet")
    nye = sager.gather_every(_NYE).select("sag_id")
    for tabel in _SAGER:
        raekker = pl.read_parquet(mappe / f"{tabel}.parquet")
        raekker.join(nye, on="sag_id", how="anti").write_parquet(ud / f"{tabel}.parquet")
