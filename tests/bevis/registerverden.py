"""Små registerudtræk med en følgeseddel, der passer, og det svar, motoren giver på dem hele."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from registre.kontrakt import IKKE_BESVARET, REGISTRE, TABELLER
from registre.laesning import Forrige, Krav, Udtraek, foelgeseddel
from registre.laesning.fil import laes_csv
from registre.laesning.foelgeseddel import Linje, Tabellinje
from registre.tabel import Tabel, Type
from samkoering.grundlag.vindue import vindue
from samkoering.motor.beregning import BestandIkkeFundet, beregn
from samkoering.motor.resultat import status_som_tekst
from tests.uafhaengig.tilfaeldig import DAGE, skriv_mappe
from tests.uafhaengig.tilfaeldig_verden import Uheld

ALLE = {**TABELLER, IKKE_BESVARET.navn: IKKE_BESVARET}
UDEN_FEJL = Uheld(
    dobbelt_noegle=0, ugyldig_raekke=0, for_mange_ugyldige=0, kreds=0, ikke_besvaret=1,
    manglende_tabel=0, manglende_bestandstabel=0, dobbelt_raekke=0,
)  # fmt: skip
PERSONER = 40
Celle = tuple[str, str, str]
Status = dict[Celle, str]


@dataclass(frozen=True)
class Verden:
    """Et helt udtræk: filernes bytes, dagen, kravene, og hvad motoren svarer."""

    mappe: Path
    gaars: Path
    dag: date
    krav: Krav
    bytes: Mapping[str, bytes]
    rammer: Mapping[str, pl.DataFrame]
    status: Status
    kendte: dict[frozenset[str], Status] = field(default_factory=dict)
    """Svarene, når netop disse tabeller er tavse og de andre er hele."""

    def fil(self, tabel: str) -> Path:
        (fil,) = self.mappe.glob(f"{tabel}.[cp]*")
        return fil

    def genskab(self) -> None:
        """Sæt mappen tilbage, som den var."""
        for fil in self.mappe.iterdir():
            if self.bytes.get(fil.name) != fil.read_bytes():
                fil.unlink()
        for navn, indhold in self.bytes.items():
            if not (self.mappe / navn).exists():
                (self.mappe / navn).write_bytes(indhold)


def byg(froe: int, format_: str, sted: Path) -> Verden:
    """Verdenen for et frø; bestanden findes, og tabellerne er hele."""
    dag = DAGE[froe % len(DAGE)]
    mappe, gaars = sted / f"{froe}-{format_}", sted / f"{froe}-{format_}-gaar"
    for hvor, hvornaar in ((mappe, dag), (gaars, dag - timedelta(days=1))):
        skriv_mappe(froe, hvor, hvornaar, PERSONER, UDEN_FEJL)
        if format_ == "parquet":
            _til_parquet(hvor)
        skriv_seddel(hvor, hvornaar)
    krav = nattens(mappe, dag)
    udtraek = Udtraek(mappe, krav=krav)
    rammer = {navn: udtraek.ramme(navn) for navn in ALLE}
    assert all(udtraek.leveret(navn).besvaret for navn in ALLE)
    status = svar(mappe, dag, krav)
    assert status
    indhold = {fil.name: fil.read_bytes() for fil in mappe.iterdir()}
    return Verden(mappe, gaars, dag, krav, indhold, rammer, status, {frozenset(): status})


def nattens(mappe: Path, dag: date) -> Krav:
    """Kravene, som natten stiller dem; i går var der lige så mange rækker."""
    linjer = foelgeseddel.laes(mappe).linjer
    antal = {navn: linjer[foelgeseddel.noegle(t)].tabeller[navn].antal for navn, t in ALLE.items()}
    i_gaar = dag - timedelta(days=1)
    forrige = {navn: Forrige(tal or 0, "0" * 64, i_gaar) for navn, tal in antal.items()}
    start = vindue(dag).start
    return Krav(dag, start, {"r75_moms": date(start.year - 1, 1, 1)}, forrige)


def skriv_seddel(mappe: Path, dag: date) -> None:
    """Læg en følgeseddel ved, der passer med mappens filer."""
    linjer = {rum: Linje(f"{dag}T03:00:00+01:00", f"{dag}") for rum in [*REGISTRE, "ikke_besvaret"]}
    for navn, tabel in ALLE.items():
        for fil in mappe.glob(f"{navn}.[cp]*"):
            periode = "1900-01-01", dag.isoformat()
            linje = Tabellinje(antal_i(fil, tabel), foelgeseddel.fingeraftryk(fil), *periode)
            gammel = linjer[foelgeseddel.noegle(tabel)]
            tabeller = {**gammel.tabeller, navn: linje}
            linjer[foelgeseddel.noegle(tabel)] = replace(gammel, tabeller=tabeller)
    foelgeseddel.skriv(linjer, mappe)


def antal_i(fil: Path, tabel: Tabel) -> int:
    if fil.suffix == ".csv":
        return laes_csv(fil, tabel)[0].height
    return pl.read_parquet(fil).height


def svar(mappe: Path, dag: date, krav: Krav | None) -> Status:
    """Regnskabet celle for celle; tomt, når bestanden ikke kunne findes."""
    try:
        beregning = beregn(Udtraek(mappe, krav=krav), dag, med_bevis=False)
    except BestandIkkeFundet:
        return {}
    return {
        (sag, rolle, regel): ord_
        for sag, rolle, regel, ord_ in status_som_tekst(beregning).iter_rows()
    }


def _til_parquet(mappe: Path) -> None:
    for fil in mappe.glob("*.csv"):
        tabel = ALLE[fil.stem]
        raa = laes_csv(fil, tabel)[0]
        raa.select(_typet(k.navn, k.type) for k in tabel.kolonner).write_parquet(
            fil.with_suffix(".parquet")
        )
        fil.unlink()


def _typet(navn: str, type_: Type) -> pl.Expr:
    match type_:
        case Type.DATO:
            return pl.col(navn).str.to_date()
        case Type.HELTAL:
            return pl.col(navn).cast(pl.Int64)
        case Type.SANDT_FALSK:
            return pl.col(navn) == "true"
        case _:
            return pl.col(navn)
