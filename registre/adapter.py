"""Adapteren er rummets dør: den henter ét registers tabeller til en mappe.

Hvert rum har to af samme form: ``MappeAdapter`` læser en mappe, kommunen selv har leveret, og
``MockAdapter`` skærer i en syntetisk verden. En adapter til det rigtige register får samme form
og vælges med sin sti i indstillingerne.
"""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar, Protocol

from registre.tabel import Tabel

MISLYKKEDE = "ikke_besvaret"


@dataclass(frozen=True, slots=True)
class Leverance:
    """Hvad en adapter leverede.

    ``data_fra`` er kildens egen tid, ``kilde`` det, der vises for drift. ``mislykkede`` er
    (tabel, cpr) for de opslag, der ikke lykkedes for en enkelt person.
    """

    register: str
    tabeller: tuple[str, ...]
    data_fra: datetime | date
    kilde: str
    mislykkede: tuple[tuple[str, str], ...] = ()


class RegisterSvarerIkke(Exception):
    """Registeret kunne ikke svare; ``grund`` er en dansk sætning uden personoplysninger."""

    def __init__(self, register: str, grund: str) -> None:
        super().__init__(f"{register}: {grund}")
        self.register = register
        self.grund = grund


class UkendtAdapter(LookupError):
    """Stien i indstillingerne peger ikke på en adapter."""


class Adapter(Protocol):
    """Det, natten kræver af et register."""

    register: ClassVar[str]

    def hent(self, dato: date, mappe: Path) -> Leverance:
        """Skriv registerets tabeller i ``mappe``, som de er på ``dato``.

        Kaster ``RegisterSvarerIkke``, når registeret ikke kan svare.
        """
        ...


def vaelg(sti: str, **indstillinger: object) -> Adapter:
    """Adapteren på en sti som ``registre.cpr.adapter.MockAdapter``, med sine indstillinger."""
    modul, _, navn = sti.rpartition(".")
    try:
        klasse = getattr(importlib.import_module(modul), navn)
    except (ImportError, AttributeError, ValueError) as fejl:
        raise UkendtAdapter(f"Der er ingen adapter på stien {sti}.") from fejl
    adapter: Adapter = klasse(**indstillinger)
    return adapter


class FraMappe:
    """Kopiér registerets filer fra en mappe, uændret, så en fejl kan nævnes med filens række.

    En tabel, mappen ikke har, leveres ikke (og er dermed ikke besvaret).
    """

    register: ClassVar[str]
    tabeller: ClassVar[tuple[Tabel, ...]]

    def __init__(self, mappe: Path | str) -> None:
        self.kilde = Path(mappe)

    def hent(self, dato: date, mappe: Path) -> Leverance:
        """Kopiér filerne til ``mappe``; kildens tid er den ældste fils."""
        filer = [fil for tabel in self.tabeller for fil in _filer(self.kilde, tabel.navn)]
        if not filer:
            raise RegisterSvarerIkke(self.register, f"Mappen {self.kilde} har ingen af tabellerne.")
        mappe.mkdir(parents=True, exist_ok=True)
        try:
            for fil in filer:
                _kopier(fil, mappe)
            aeldst = min(fil.stat().st_mtime for fil in filer)
        except OSError as fejl:
            raise RegisterSvarerIkke(self.register, f"En fil kan ikke læses: {fejl}.") from fejl
        return Leverance(
            self.register,
            tuple(sorted({fil.stem for fil in filer})),
            datetime.fromtimestamp(aeldst).astimezone(),
            str(self.kilde),
            _mislykkede(self.kilde, {tabel.navn for tabel in self.tabeller}),
        )


class FraVerden:
    """Skær registerets tabeller ud af en skrevet, syntetisk verden."""

    register: ClassVar[str]
    tabeller: ClassVar[tuple[Tabel, ...]]

    def __init__(self, mappe: Path | str) -> None:
        self.kilde = Path(mappe)

    def hent(self, dato: date, mappe: Path) -> Leverance:
        """Skriv tabellerne, som registeret kendte dem på ``dato``."""
        import polars as pl

        from registre.syntetisk import skaer

        verden = {}
        for tabel in self.tabeller:
            fil = self.kilde / f"{tabel.navn}.parquet"
            try:
                verden[tabel.navn] = pl.read_parquet(fil)
            except (OSError, pl.exceptions.PolarsError) as fejl:
                grund = f"Den syntetiske verden har ingen læselig {fil.name}."
                raise RegisterSvarerIkke(self.register, grund) from fejl
        mappe.mkdir(parents=True, exist_ok=True)
        for navn, ramme in skaer(verden, dato).items():
            halv = mappe / f".{navn}.halv"
            ramme.write_parquet(halv, compression="zstd")
            halv.replace(mappe / f"{navn}.parquet")
        return Leverance(self.register, tuple(verden), dato, f"Syntetisk verden i {self.kilde}")


def skriv_mislykkede(leverancer: Iterable[Leverance], mappe: Path) -> None:
    """Skriv kontraktens ``ikke_besvaret`` for alle leverancer; ingen rækker giver ingen fil."""
    import polars as pl

    raekker = sorted({par for leverance in leverancer for par in leverance.mislykkede})
    if raekker:
        skema = {"tabel": pl.String, "cpr": pl.String}
        ramme = pl.DataFrame(raekker, schema=skema, orient="row")
        ramme.write_parquet(mappe / f"{MISLYKKEDE}.parquet")


def _filer(mappe: Path, tabel: str) -> list[Path]:
    muligheder = (mappe / f"{tabel}.{endelse}" for endelse in ("parquet", "csv"))
    return [fil for fil in muligheder if fil.is_file()]


def _kopier(fil: Path, mappe: Path) -> None:
    """Kopiér under et midlertidigt navn, så ingen læser en halv fil."""
    halv = mappe / f".{fil.name}.halv"
    shutil.copy2(fil, halv)
    halv.replace(mappe / fil.name)


def _mislykkede(mappe: Path, tabeller: set[str]) -> tuple[tuple[str, str], ...]:
    """Mappens egne mislykkede opslag i registerets tabeller."""
    import polars as pl

    fundne: list[tuple[str, str]] = []
    for fil in _filer(mappe, MISLYKKEDE):
        ramme = (
            pl.read_csv(fil, infer_schema=False)
            if fil.suffix == ".csv"
            else pl.read_parquet(fil).cast(pl.String)
        )
        valgt = ramme.filter(pl.col("tabel").is_in(list(tabeller)))
        fundne += valgt.select("tabel", "cpr").iter_rows()
    return tuple(fundne)
