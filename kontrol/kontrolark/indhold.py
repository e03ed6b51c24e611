"""Formen på kontrolarkets frosne indhold; felterne forklares i docs/kontrolark.md."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict, cast

from kontrol.kontrolark.felter import uden_styretegn
from samkoering.models import Kontrolark


class Maanedsbeloeb(TypedDict):
    """Et beløb i øre for en måned, ``2018-05``."""

    maaned: str
    beloeb_oere: int


class Barn(TypedDict):
    """Et barn under 18 år."""

    foedselsdato: str
    navn: str
    samme_adresse: bool


class Person(TypedDict):
    """Ydelsesmodtager eller ægtefælle; datoer er ISO-tekst, tom når de er ukendte."""

    cpr: str
    navn: str
    foedselsdato: str
    alder: int | None
    adressebeskyttet: bool
    bor_beskyttet: NotRequired[bool]
    adresse: str
    adresse_siden: str
    adressekommune: str
    samme_adresse_som_ym: NotRequired[bool]
    civilstand: str
    civilstand_siden: str
    status: str
    status_siden: str
    boern: list[Barn]
    loen: list[Maanedsbeloeb]
    udbetalinger: list[Maanedsbeloeb]
    virksomheder: list[str]


class Kolonne(TypedDict):
    """Bevisets kolonne; ``type`` er tekst, dato, oere, tal eller adresse."""

    navn: str
    type: str


class Fortolkning(TypedDict):
    """En læsning af guiden, som udfaldet bygger på."""

    nr: str
    tekst: str


class Fund(TypedDict):
    """Et udfald med sit bevis."""

    id: str
    nr: int
    regel: str
    navn: str
    tema: str
    rolle: str
    person: str
    haendelsesdato: str
    saetning: str
    kolonner: list[Kolonne]
    raekker: list[list[Any]]
    register: str
    slaaet_op: str
    adressebeskyttet: NotRequired[bool]
    fortolkninger: list[Fortolkning]
    fortolket: bool
    koersel: str


class Regnskabslinje(TypedDict):
    """Én regels status for modtager og ægtefælle."""

    nr: int
    regel: str
    navn: str
    ym: str
    aef: str
    grund: str


class Datakilde(TypedDict):
    """Hvad et register svarede ved kørslen."""

    register: str
    tabel: str
    tilstand: str
    raekker: NotRequired[int]
    slaaet_op: str
    data_fra: str
    grund: str


class Ydelsessag(TypedDict):
    """En af borgerens ydelsessager i bestanden."""

    sag_id: str
    kle: str
    ydelse: str
    oprettet: str


class Indhold(TypedDict):
    """Hele kontrolarket."""

    skema: int
    koersel: dict[str, str]
    kontrolperiode: dict[str, str]
    datakilder: list[Datakilde]
    sager: list[Ydelsessag]
    ym: Person
    aef: Person | None
    aef_bemaerkning: str
    udfald: list[Fund]
    regnskab: list[Regnskabslinje]


def indhold_af(ark: Kontrolark) -> Indhold:
    """Arkets frosne indhold uden styretegn, som det må vises."""
    return cast(Indhold, uden_styretegn(ark.indhold))
