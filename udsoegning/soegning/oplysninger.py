"""Det, registrene siger om borgerne på listen, samlet til én oplysning pr. borger.

Numre er heltal som i ``registre.laesning``; et udskiftet nummer er regnet om til det gældende.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from registre.kontrakt import TAELLENDE
from registre.laesning import Udtraek
from udsoegning.soegning.hentning import TABELLER
from udsoegning.soegning.perioder import indkomstperiode, ydelser_fra

GIFT = ("G", "P")
BESKYTTET = "0001"


@dataclass(frozen=True, slots=True)
class Person:
    """Borgeren i CPR på dagen. ``status`` og ``adresse`` er tomme, når CPR ingen har."""

    navn: str
    foedt: date
    statsborgerskab: str
    status: str
    adresse: Mapping[str, Any] | None
    beskyttet: bool


class Oplysninger:
    """Registrenes svar om netop disse borgere; alt andet er lagt fra, når det er læst."""

    def __init__(self, udtraek: Udtraek, cpr: frozenset[int], dag: date) -> None:
        self._udtraek, self._dag = udtraek, dag
        self.numre = {nr: udtraek.udskiftninger.get(nr, nr) for nr in cpr}
        """Nummeret på listen → det gældende."""
        gaeldende = frozenset(self.numre.values())
        self._tidligere: dict[int, set[int]] = {}
        for gammelt, nyt in udtraek.udskiftninger.items():
            if nyt in gaeldende:
                self._tidligere.setdefault(nyt, set()).add(gammelt)
        self.par = self._aegtefaeller(gaeldende)
        alle = gaeldende | {en for andre in self.par.values() for en in andre}
        self.ubesvarede = self._ubesvarede()
        self.med_ydelse = self._ydelser(alle)
        self.med_indkomst = med_indkomst(
            self._omregnet("eindkomst", gaeldende), *indkomstperiode(dag)
        )
        self.personer = self._personer(gaeldende)

    def alle_numre(self, nr: int) -> frozenset[str]:
        """Det gældende nummer og dem, det har afløst, skrevet med ti cifre."""
        return frozenset(f"{et:010d}" for et in {nr, *self._tidligere.get(nr, ())})

    def svarer_ikke(self, nr: int) -> bool:
        """Om et opslag om borgeren eller ægtefællen mislykkedes, eller en række blev afvist."""
        return not self.ubesvarede.isdisjoint({nr, *self.par.get(nr, ())})

    def har_ydelse(self, nr: int) -> bool:
        """Om borgeren, eller en ægtefælle i tilbageblikket, får eller har fået en ydelse."""
        return not self.med_ydelse.isdisjoint({nr, *self.par.get(nr, ())})

    def _omregnet(self, tabel: str, numre: frozenset[int], kolonne: str = "cpr") -> pl.DataFrame:
        """Tabellens raekker om numrene, med gældende numre i kolonnen."""
        ramme = self._udtraek.ramme(tabel)
        om = {gl: ny for gl, ny in self._udtraek.udskiftninger.items() if ny in numre}
        valgt = ramme.filter(pl.col(kolonne).is_in([*numre, *om]))
        return valgt.with_columns(pl.col(kolonne).replace(om)) if om else valgt

    def _ubesvarede(self) -> frozenset[int]:
        udskift = self._udtraek.udskiftninger
        liste = self._udtraek.ikke_besvaret.ramme.filter(pl.col("tabel").is_in(TABELLER))
        numre = {int(nr) for nr in liste["cpr"].to_list()}
        for tabel in TABELLER:
            numre |= {nr for nr in self._udtraek.leveret(tabel).personer if isinstance(nr, int)}
        return frozenset(numre | {udskift.get(nr, nr) for nr in numre})

    def _aegtefaeller(self, numre: frozenset[int]) -> dict[int, set[int]]:
        """Ægtefæller nu og i tilbageblikket, hvad enten CPR har dem på den ene eller den anden."""
        fra, par = ydelser_fra(self._dag), dict[int, set[int]]()
        for egen, anden in (("cpr", "aegtefaelle_cpr"), ("aegtefaelle_cpr", "cpr")):
            raekker = self._omregnet("cpr_civilstand", numre, egen).filter(
                pl.col("civilstand").is_in(GIFT)
                & pl.col("register_status").is_in(TAELLENDE)
                & (pl.col("til").is_null() | (pl.col("til") >= fra))
                & pl.col("aegtefaelle_cpr").is_not_null()
            )
            for nr, aegtefaelle in raekker.select(egen, anden).iter_rows():
                gaeldende = self._udtraek.udskiftninger.get(aegtefaelle, aegtefaelle)
                par.setdefault(nr, set()).add(gaeldende)
        return par

    def _ydelser(self, numre: frozenset[int]) -> frozenset[int]:
        aabne = self._omregnet("ydelse_sager", numre).filter(
            pl.col("afsluttet").is_null() | (pl.col("afsluttet") >= ydelser_fra(self._dag))
        )
        return frozenset(aabne["cpr"].to_list())

    def _gaelder(self, tabel: str, numre: frozenset[int]) -> pl.DataFrame:
        ramme = self._omregnet(tabel, numre).filter(
            (pl.col("fra") <= self._dag) & (pl.col("til").is_null() | (pl.col("til") >= self._dag))
        )
        if "register_status" in ramme.columns:
            ramme = ramme.filter(pl.col("register_status") == "AKTUEL")
        return ramme.sort("fra")

    def _personer(self, numre: frozenset[int]) -> dict[int, Person]:
        status = dict(self._gaelder("cpr_status", numre).select("cpr", "status").iter_rows())
        adresser = {r["cpr"]: r for r in self._gaelder("cpr_adresser", numre).iter_rows(named=True)}
        vaern = self._gaelder("cpr_beskyttelse", numre).filter(pl.col("type") == BESKYTTET)
        beskyttede = set(vaern["cpr"].to_list())
        egne = self._udtraek.ramme("cpr_personer").filter(pl.col("cpr").is_in(list(numre)))
        return {
            r["cpr"]: Person(
                navn(r),
                r["foedselsdato"],
                r["statsborgerskab"] or "",
                status.get(r["cpr"], ""),
                adresser.get(r["cpr"]),
                r["cpr"] in beskyttede,
            )
            for r in egne.iter_rows(named=True)
        }


def med_indkomst(eindkomst: pl.DataFrame, fra: date, til: date) -> frozenset[int]:
    """Numre med en positiv indkomst af en hvilken som helst type i perioden.

    En indberetning og dens tilbageførsel har samme arbejdsgiver, type og periode og lægges
    sammen; bliver summen nul eller derunder, var der ingen indkomst. En tilbageførsel ét sted
    sletter ikke en indkomst et andet. En periode, der blot rører de tolv måneder, tæller med.
    """
    samme = ("cpr", "cvr", "indkomsttype", "periode_fra", "periode_til")
    summer = (
        eindkomst.filter((pl.col("periode_fra") <= til) & (pl.col("periode_til") >= fra))
        .group_by(samme)
        .agg(pl.col("beloeb_oere").sum())
        .filter(pl.col("beloeb_oere") > 0)
    )
    return frozenset(summer["cpr"].to_list())


def navn(person: Mapping[str, Any]) -> str:
    """Fornavn, mellemnavn og efternavn."""
    return " ".join(_dele(person))


def _dele(person: Mapping[str, Any]) -> Iterator[str]:
    for felt in ("fornavn", "mellemnavn", "efternavn"):
        if person[felt]:
            yield person[felt]
