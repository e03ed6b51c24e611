"""Adapteren er rummets dør: den henter ét registers tabeller til en mappe.

Hvert rum har tre af samme form: ``MappeAdapter`` læser en mappe, kommunen selv har leveret,
``MockAdapter`` skærer i en syntetisk verden, og ``HttpAdapter`` (``registre.http``) henter fra en
server. En adapter til det rigtige register får samme form og vælges med sin sti i
indstillingerne.
"""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from registre.kontrakt import IKKE_BESVARET
from registre.laesning import foelgeseddel
from registre.laesning.afvisning import TabelAfvist
from registre.laesning.foelgeseddel import Tabellinje
from registre.opslag.kontrol import SvaretAfvist, kraev_raekker
from registre.opslag.mappe import fra_mappe
from registre.opslag.spoergsmaal import Opslagssvar, Spoergsmaal
from registre.opslag.verden import Verdensperson, VerdenUlaeselig
from registre.paa_plads import saet_paa_plads
from registre.tabel import Tabel

if TYPE_CHECKING:
    import polars as pl

MISLYKKEDE = IKKE_BESVARET.navn
HELE_HISTORIKKEN = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Leverance:
    """Hvad en adapter leverede.

    ``data_fra`` er kildens egen tid, ``kilde`` det, der vises for drift. ``mislykkede`` er
    (tabel, cpr) for de opslag, der ikke lykkedes for en enkelt person. ``linjer`` er det, kilden
    selv siger om hver tabel: antal, fingeraftryk og periode.
    """

    register: str
    tabeller: tuple[str, ...]
    data_fra: datetime | date
    kilde: str
    mislykkede: tuple[tuple[str, str], ...] = ()
    linjer: Mapping[str, Tabellinje] = field(default_factory=dict)


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


class Opslagsadapter(Protocol):
    """Det, et opslag på én person kræver af et register."""

    register: ClassVar[str]

    def slaa_op(self, om: Spoergsmaal) -> Opslagssvar:
        """Registerets rækker om personen; ingen rækker er et svar.

        Kaster ``RegisterSvarerIkke``, når registeret ikke gav et helt svar på spørgsmålet.
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

    En tabel, mappen ikke har, leveres ikke (og er dermed ikke besvaret). Har mappen en
    følgeseddel, gælder det, den siger om tabellerne.
    """

    register: ClassVar[str]
    tabeller: ClassVar[tuple[Tabel, ...]]
    opslagstabeller: ClassVar[tuple[Tabel, ...]] = ()
    """Det, et opslag på én person læser."""

    def __init__(self, mappe: Path | str) -> None:
        self.kilde = Path(mappe)

    def slaa_op(self, om: Spoergsmaal) -> Opslagssvar:
        """Personens rækker i mappens filer."""
        try:
            return fra_mappe(self.register, self.opslagstabeller, self.kilde, om)
        except (TabelAfvist, SvaretAfvist) as fejl:
            raise RegisterSvarerIkke(self.register, str(fejl)) from fejl
        except OSError as fejl:
            grund = f"En fil kan ikke læses: {fejl.strerror}."
            raise RegisterSvarerIkke(self.register, grund) from fejl

    def hent(self, dato: date, mappe: Path) -> Leverance:
        """Kopiér filerne til ``mappe``; kildens tid er den ældste fils."""
        filer = [fil for tabel in self.tabeller for fil in _filer(self.kilde, tabel.navn)]
        if not filer:
            # Grunden vises for sagsbehandlere; stien på serveren er ikke deres.
            grund = "Registerets mappe har ingen af dets tabeller."
            raise RegisterSvarerIkke(self.register, grund)
        seddel = self._seddel()
        linje = seddel.linjer.get(self.register, foelgeseddel.Linje(""))
        mislykkede = self._mislykkede(seddel)
        mappe.mkdir(exist_ok=True)
        try:
            for fil in filer:
                if not _kopier(fil, mappe):
                    grund = f"{fil.name} blev ændret, mens den blev hentet. Hent igen."
                    raise RegisterSvarerIkke(self.register, grund)
            aeldst = min(fil.stat().st_mtime for fil in filer)
        except OSError as fejl:
            grund = f"En fil kan ikke læses: {fejl.strerror}."
            raise RegisterSvarerIkke(self.register, grund) from fejl
        return Leverance(
            self.register,
            tuple(sorted({fil.stem for fil in filer})),
            linje.data_dato or datetime.fromtimestamp(aeldst).astimezone(),
            str(self.kilde),
            mislykkede,
            linje.tabeller,
        )

    def _seddel(self) -> foelgeseddel.Seddel:
        """Mappens egen følgeseddel; den er tom, når mappen ingen har."""
        seddel = foelgeseddel.laes(self.kilde)
        if seddel.ulaeselig:
            raise RegisterSvarerIkke(self.register, "Mappens følgeseddel kan ikke læses.")
        return seddel

    def _mislykkede(self, seddel: foelgeseddel.Seddel) -> tuple[tuple[str, str], ...]:
        """Mappens egne mislykkede opslag i registerets tabeller."""
        import polars as pl

        filer = _filer(self.kilde, MISLYKKEDE)
        ventet = seddel.tabellinje(IKKE_BESVARET)
        try:
            if ventet and [foelgeseddel.fingeraftryk(fil) for fil in filer] != [ventet.sha256]:
                raise ValueError(MISLYKKEDE)
            par = [raekke for fil in filer for raekke in _par(fil).iter_rows()]
        except (OSError, ValueError, pl.exceptions.PolarsError) as fejl:
            # Uden den ved ingen, hvem registeret ikke svarede om.
            grund = "Listen over mislykkede opslag er ikke hel."
            raise RegisterSvarerIkke(self.register, grund) from fejl
        egne = {tabel.navn for tabel in self.tabeller}
        return tuple((tabel, cpr) for tabel, cpr in par if tabel in egne)


class FraVerden:
    """Skær registerets tabeller ud af en skrevet, syntetisk verden."""

    register: ClassVar[str]
    tabeller: ClassVar[tuple[Tabel, ...]]
    opslagstabeller: ClassVar[tuple[Tabel, ...]] = ()

    def __init__(self, mappe: Path | str) -> None:
        self.kilde = Path(mappe)

    def slaa_op(self, om: Spoergsmaal) -> Opslagssvar:
        """Det, registeret ville svare om personen, af den samme verden og de samme regler."""
        try:
            raa = self.opdigt(Verdensperson(self.kilde, om))
            raekker = {t.navn: kraev_raekker(t, raa[t.navn], om) for t in self.opslagstabeller}
        except (VerdenUlaeselig, SvaretAfvist) as fejl:
            raise RegisterSvarerIkke(self.register, str(fejl)) from fejl
        kilde = f"Syntetisk verden i {self.kilde}"
        return Opslagssvar(self.register, raekker, om.dato, kilde)

    def opdigt(self, person: Verdensperson) -> Mapping[str, list[dict[str, Any]]]:
        """Tabellernes rækker om personen; står de ikke i verdenen, regnes de ud af den."""
        return person.raekker(*self.opslagstabeller)

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
        mappe.mkdir(exist_ok=True)
        periode, linjer = (HELE_HISTORIKKEN.isoformat(), dato.isoformat()), {}
        for navn, ramme in skaer(verden, dato).items():
            halv = mappe / f".{navn}.halv"
            ramme.write_parquet(halv, compression="zstd")
            saet_paa_plads(halv, mappe / f"{navn}.parquet")
            linjer[navn] = Tabellinje(ramme.height, "", *periode)
        kilde = f"Syntetisk verden i {self.kilde}"
        return Leverance(self.register, tuple(verden), dato, kilde, linjer=linjer)


def skriv_mislykkede(leverancer: Iterable[Leverance], mappe: Path) -> Path | None:
    """Skriv kontraktens ``ikke_besvaret`` for alle leverancer; ingen rækker giver ingen fil."""
    import polars as pl

    raekker = sorted({par for leverance in leverancer for par in leverance.mislykkede})
    if not raekker:
        return None
    ramme = pl.DataFrame(raekker, schema={"tabel": pl.String, "cpr": pl.String}, orient="row")
    halv, fil = mappe / f".{MISLYKKEDE}.halv", mappe / f"{MISLYKKEDE}.parquet"
    ramme.write_parquet(halv)
    saet_paa_plads(halv, fil)
    return fil


def tabellinjer(leverance: Leverance, mappe: Path) -> dict[str, Tabellinje]:
    """Det, kilden sagde om de leverede tabeller; er intet fingeraftryk sagt, gælder filens eget."""
    return {
        navn: _med_fingeraftryk(leverance.linjer.get(navn, Tabellinje()), fil)
        for navn in leverance.tabeller
        for fil in _filer(mappe, navn)
    }


def _med_fingeraftryk(linje: Tabellinje, fil: Path) -> Tabellinje:
    return linje if linje.sha256 else replace(linje, sha256=foelgeseddel.fingeraftryk(fil))


def _filer(mappe: Path, tabel: str) -> list[Path]:
    muligheder = (mappe / f"{tabel}.{endelse}" for endelse in ("parquet", "csv"))
    return [fil for fil in muligheder if fil.is_file()]


def _kopier(fil: Path, mappe: Path) -> bool:
    """Kopiér under et midlertidigt navn, så ingen læser en halv fil.

    Falsk, når filen blev ændret imens: så er kopien måske hverken den gamle eller den nye.
    """
    halv, foer = mappe / f".{fil.name}.halv", fil.stat()
    shutil.copy2(fil, halv)
    efter = fil.stat()
    if (foer.st_size, foer.st_mtime_ns) != (efter.st_size, efter.st_mtime_ns):
        halv.unlink()
        return False
    saet_paa_plads(halv, mappe / fil.name)
    return True


def _par(fil: Path) -> pl.DataFrame:
    """Filens kolonner tabel og cpr, som den tekst, de er."""
    import polars as pl

    er_csv = fil.suffix == ".csv"
    ramme = pl.read_csv(fil, infer_schema=False) if er_csv else pl.read_parquet(fil)
    return ramme.select(pl.col("tabel", "cpr").cast(pl.String))
