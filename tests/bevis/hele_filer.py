"""Det, der skriver filer i huset, og det, de skriver, når der er plads nok."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import polars as pl
from django.conf import settings

from adgang.opslagslog import segl
from journal.adaptere.mappe import DOKUMENT, aflever
from kontrol.pakker import mappe as pakkemappe
from portal.noegle import gemt_noegle
from registre import skrivning
from registre.laesning import foelgeseddel
from registre.laesning.foelgeseddel import Linje
from samkoering.motor.resultat import skriv_csv

PAKKE = UUID("11111111-1111-4111-8111-111111111111")
PDF = b"%PDF-1.7\n" + random.Random(1).randbytes(30_000) + b"\n%%EOF\n"
RAMME = pl.DataFrame({"nr": range(4_000), "tekst": [f"{n:08d}" for n in range(4_000)]})
_SEDDEL = {f"register{n}": Linje("2026-01-01T03:00:00+01:00", grund="x" * 200) for n in range(60)}


@dataclass(frozen=True, slots=True)
class Skriver:
    """Noget, der skriver i en mappe. ``heltal`` siger, hvor en tilfældig fil er hel."""

    navn: str
    skriv: Callable[[Path], object]
    er_hel: Callable[[Path], bool] | None = None
    """Sand, når filen er hel; uden den skal den være som den, der blev skrevet med god plads."""


def _zip(mappe: Path) -> None:
    settings.PAKKEMAPPE = mappe
    with pakkemappe.skriv(PAKKE) as fil, ZipFile(fil, "w", ZIP_STORED) as zip_:
        for nr in range(3):
            zip_.writestr(ZipInfo(f"{nr}.pdf"), PDF)


def _seglene(mappe: Path) -> None:
    settings.SEGLFIL = mappe / "segl.jsonl"
    segl.skriv_ud()


def _er_noegle(fil: Path) -> bool:
    return len(fil.read_text(encoding="ascii")) == 67


SKRIVERE = (
    Skriver("zip-fil med kontrolark", _zip),
    Skriver("besked til modtageren", lambda m: aflever(m, "besked", {"a.xml": PDF, DOKUMENT: PDF})),
    Skriver("resultatfil", lambda m: skriv_csv(RAMME, m / "udfald.csv")),
    Skriver("følgeseddel", lambda m: foelgeseddel.skriv(_SEDDEL, m)),
    Skriver("registertabeller, parquet",
            lambda m: skrivning.skriv({"en": RAMME, "to": RAMME}, m / "registre")),
    Skriver("registertabeller, csv",
            lambda m: skrivning.skriv({"en": RAMME, "to": RAMME}, m / "registre", "csv")),
    Skriver("den hemmelige nøgle", lambda m: gemt_noegle(m / "noegle"), _er_noegle),
)  # fmt: skip
SEGLENE = Skriver("seglfil", _seglene)


def naivt(mappe: Path) -> None:
    """Plantet fejl: skriv filen under sit eget navn."""
    (mappe / "ark.pdf").write_bytes(PDF)


def naiv_polars(mappe: Path) -> None:
    """Plantet fejl: tabellen direkte på sin plads."""
    RAMME.write_csv(mappe / "tabel.csv")


def indhold(mappe: Path) -> dict[str, bytes]:
    """De filer, en læser ville tage: hverken skjulte eller halve, heller ikke i skjulte mapper."""
    return {
        str(fil.relative_to(mappe)): fil.read_bytes()
        for fil in sorted(mappe.rglob("*"))
        if fil.is_file() and not _paa_vej(fil.relative_to(mappe))
    }


def _paa_vej(sti: Path) -> bool:
    return sti.suffix in (".halv", ".laas") or any(del_.startswith(".") for del_ in sti.parts)


def facit(skriver: Skriver, sted: Path) -> dict[str, bytes]:
    """Det, der skrives, når der er plads."""
    sted.mkdir(parents=True)
    try:
        skriver.skriv(sted)
        return indhold(sted)
    finally:
        shutil.rmtree(sted)
