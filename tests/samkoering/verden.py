"""Prøvernes verden: et lille registerudtræk som CSV, hvor hver sag har sine egne personer.

En tabels rækker bliver til lige så mange sager i ét udtræk, hver i sin egen kommune, så de
kan regnes på én gang uden at røre hinanden. Personerne kaldes ved navn (``YM``, ``AEF``,
``BARN`` …); numrene er syntetiske (dag + 60).
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from registre.kontrakt import IKKE_BESVARET, TABELLER
from registre.laesning import Udtraek
from registre.tabel import Type
from samkoering.grundlag.vindue import vindue
from samkoering.motor.beregning import Beregning, beregn
from samkoering.motor.resultat import status_som_tekst, udfald_som_tekst

DAG = date(2018, 6, 19)
"""Kørselsdatoen, når prøven intet siger: kontrolperioden er 1. marts til 30. juni 2018."""
NAVNE = ("YM", "AEF", "BARN", "TVILLING", "ANDEN", "GAMMEL", "MELLEM")
"""Personerne i en sag; numrene stiger i denne orden."""
ALLE_TABELLER = {**TABELLER, IKKE_BESVARET.navn: IKKE_BESVARET}
FYLD = {
    "fornavn": "Prøve",
    "efternavn": "Person",
    "foedselsdato": "1980-01-01",
    "koen": "K",
    "navn": "Prøvekommune",
    "vejkode": "0100",
    "husnr": "001",
    "vejnavn": "Prøvevej",
    "postnr": "2610",
    "postdistrikt": "Rødovre",
    "virksomhed": "Prøve ApS",
    "virksomhedsform": "Enkeltmandsvirksomhed",
    "register_status": "AKTUEL",
    "aarsag": "FLYTNING",
}
_SAGSFAKTA = ("sag_kle", "sag_oprettet", "sag_afsluttet", "aktiveret", "udbetalt", "oere")

Byg = Callable[..., object]
"""Skriver en rækkes fakta ind i sagen: ``byg(sag, **fakta)``."""


class Proev(Protocol):
    """``proev(regel, byg, tabel)``: hver række er en sag; ``dag`` er kørselsdatoen."""

    def __call__(self, regel: str, byg: Byg, tekst: str, *, dag: date = DAG) -> None: ...


class Sag:
    """Én sag i verdenen med sin kommune, sine personer og de rækker, prøven giver dem."""

    def __init__(self, verden: Verden, nr: int, **fakta: str) -> None:
        self.verden, self.nr = verden, nr
        self.sag_id, self.kommune = f"S{nr:03d}", f"{1000 + nr}"
        self._gift = False
        sidste_maaned = vindue(verden.dag).seneste_maaned_slut.isoformat()
        self.verden.skriv(
            "kommuner",
            kommunekode=self.kommune,
            navn=f"Prøvekommune {nr}",
            par10_aktiveringsdato=fakta.get("aktiveret", "2010-01-01"),
        )
        self.verden.skriv(
            "ydelse_sager",
            sag_id=self.sag_id,
            kommunekode=self.kommune,
            cpr=self.cpr("YM"),
            kle=fakta.get("sag_kle", "32.24.04"),
            oprettet=fakta.get("sag_oprettet", "2015-01-01"),
            afsluttet=fakta.get("sag_afsluttet", ""),
        )
        self.udbetal(fakta.get("udbetalt", sidste_maaned), fakta.get("oere", "1"))

    def udbetal(self, udbetalt: str, oere: str) -> Sag:
        """En udbetaling af sagens ydelse."""
        return self.med(
            "ydelse_udbetalinger", sag_id=self.sag_id, udbetalt=udbetalt, beloeb_oere=oere
        )

    def cpr(self, navn: str) -> str:
        """Personens nummer i denne sag."""
        return f"610180{self.nr * 10 + NAVNE.index(navn):04d}"

    def med(self, tabel: str, /, **celler: str) -> Sag:
        """Læg en række til; ``cpr`` er YM, når intet er sagt, og navne bliver til numre."""
        kolonner = ALLE_TABELLER[tabel].kolonner
        if "cpr" in ALLE_TABELLER[tabel].kolonnenavne:
            celler.setdefault("cpr", "YM")
        for kolonne in kolonner:
            navn = celler.get(kolonne.navn, "")
            if kolonne.type is Type.CPR and navn in NAVNE:
                celler[kolonne.navn] = self.cpr(navn)
        self.verden.skriv(tabel, **celler)
        return self

    def bor(self, hvem: str, fra: str, til: str = "", **adresse: str) -> Sag:
        """Personen bor fra og til; uden andet på Prøvevej 1 i sagens kommune."""
        adresse.setdefault("kommunekode", self.kommune)
        return self.med("cpr_adresser", cpr=hvem, fra=fra, til=til, **adresse)

    def gift(self, fra: str = "2010-05-05", til: str = "", civilstand: str = "G") -> Sag:
        """YM og ÆF er gift med hinanden."""
        if not self._gift:
            self._gift = True
            for en, anden in (("YM", "AEF"), ("AEF", "YM")):
                par = {"cpr": en, "aegtefaelle_cpr": anden, "civilstand": civilstand}
                self.med("cpr_civilstand", fra=fra, til=til, **par)
        return self

    def barn(self, foedselsdato: str = "2010-01-01", hvem: str = "BARN", af: str = "YM") -> Sag:
        """Et barn; uden fødselsdato har det ingen række i cpr_personer."""
        if foedselsdato:
            self.med("cpr_personer", cpr=hvem, foedselsdato=foedselsdato)
        return self.med("cpr_boern", foraelder_cpr=af, barn_cpr=hvem)


class Verden:
    """Sagernes fælles udtræk; en tabel, ingen har rørt, er leveret og tom."""

    def __init__(self, mappe: Path, dag: date = DAG) -> None:
        self.mappe, self.dag = mappe, dag
        self.sager: list[Sag] = []
        self.raekker: dict[str, list[dict[str, str]]] = {navn: [] for navn in ALLE_TABELLER}

    def ny_sag(self, **fakta: str) -> Sag:
        """En sag mere; ``fakta`` er sagens egne (``sag_kle``, ``aktiveret`` …)."""
        sag = Sag(self, len(self.sager), **fakta)
        self.sager.append(sag)
        return sag

    def skriv(self, tabel: str, /, **celler: str) -> None:
        """Læg en række i tabellen; påkrævede celler, prøven ikke nævner, fyldes."""
        kolonner = ALLE_TABELLER[tabel].kolonner
        ukendte = set(celler) - {kolonne.navn for kolonne in kolonner}
        assert not ukendte, f"{tabel} har ikke kolonnerne {sorted(ukendte)}"
        raekke = {
            k.navn: celler.get(k.navn, "" if k.maa_vaere_tom else FYLD.get(k.navn, ""))
            for k in kolonner
        }
        self.raekker[tabel].append(raekke)

    def gem(self, *udelad: str) -> Path:
        """Skriv mappen, evt. uden nogle af tabellerne."""
        for navn, raekker in self.raekker.items():
            if navn in udelad:
                continue
            with (self.mappe / f"{navn}.csv").open("w", encoding="utf-8", newline="") as fil:
                skriver = csv.DictWriter(fil, ALLE_TABELLER[navn].kolonnenavne, lineterminator="\n")
                skriver.writeheader()
                skriver.writerows(raekker)
        return self.mappe

    def beregn(self, *udelad: str, med_bevis: bool = False) -> Svar:
        """Motorens svar på verdenen."""
        mappe = self.gem(*udelad)
        return Svar(beregn(Udtraek(mappe), self.dag, med_bevis=med_bevis))


class Svar:
    """Resultatfilerne, slået op efter sag, regel og rolle."""

    def __init__(self, beregning: Beregning) -> None:
        self.beregning = beregning
        self.udfald = udfald_som_tekst(beregning).rows()
        self.status = {raekke[:3]: raekke[3] for raekke in status_som_tekst(beregning).rows()}

    def om(self, sag: Sag, regel: str, rolle: str) -> str:
        """Udfaldene som ``dato nøgle, dato nøgle``, eller regnskabets ord, når der ingen er.

        CPR-numre står som personens navn. Et udfald, der handler om en anden end rollens
        person, indledes med navnet.
        """
        navne = {sag.cpr(navn): navn for navn in NAVNE}
        fund = []
        for _, sag_id, slug, hvem, cpr, dag, noegle in self.udfald:
            if (sag_id, slug, hvem) == (sag.sag_id, regel, rolle):
                person = "" if navne[cpr] == rolle else f"{navne[cpr]}: "
                vist = "|".join(navne.get(del_, del_) for del_ in noegle.split("|"))
                fund.append(f"{person}{dag} {vist}")
        status = self.status.get((sag.sag_id, rolle, regel), "IKKE_I_BESTANDEN")
        if fund and status != "UDFALD":
            return f"{status}, men {', '.join(fund)}"
        return ", ".join(fund) or status


def raekke(tabel: str, **faste: str) -> Byg:
    """Byggeren, der gør en tabels fakta til én registerrække; ``faste`` gælder, til andet siges.

    Er rækken ÆF's, er YM og ÆF gift.
    """

    def byg(sag: Sag, **fakta: str) -> None:
        celler = {**faste, **fakta}
        if celler.get("cpr") == "AEF":
            sag.gift()
        sag.med(tabel, **celler)

    return byg


def del_fakta(fakta: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """(sagens egne fakta, resten)."""
    sagens = {navn: celle for navn, celle in fakta.items() if navn in _SAGSFAKTA}
    return sagens, {navn: celle for navn, celle in fakta.items() if navn not in sagens}
