"""Sigten: hvem på kursuslisten kan tilbydes et forløb, og hvorfor de øvrige holdes ude."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from udsoegning.soegning.grunde import Grund
from udsoegning.soegning.oplysninger import Oplysninger, Person
from udsoegning.soegning.perioder import er_myndig, pensionsdag

DOED = "90"
BOPAEL = ("01", "03")
FOERSTE_UVIRKELIGE_VEJKODE = "9900"
"""Vejkoder herfra er ikke en adresse, man kan bo på."""


@dataclass(frozen=True, slots=True)
class Ramme:
    """Dagen, der søges for, og kommunen, borgeren skal bo i (kommunekode)."""

    dag: date
    kommune: str


def grund(nr: int, viden: Oplysninger, ramme: Ramme) -> Grund | None:
    """Hvorfor borgeren med det gældende nummer holdes ude; ``None``, når hun kan tilbydes noget."""
    return next(_grunde(nr, viden, ramme), None)


def _grunde(nr: int, viden: Oplysninger, ramme: Ramme) -> Iterator[Grund]:
    if viden.svarer_ikke(nr):
        yield Grund.SVARER_IKKE
    person = viden.personer.get(nr)
    if person is None:
        yield Grund.UKENDT
        return
    yield from _bopael(person, ramme)
    if not er_myndig(person.foedt, ramme.dag):
        yield Grund.UNDER_18
    if pensionsdag(person.foedt) <= ramme.dag:
        yield Grund.PENSION
    if viden.har_ydelse(nr):
        yield Grund.YDELSE
    if nr in viden.med_indkomst:
        yield Grund.INDKOMST


def _bopael(person: Person, ramme: Ramme) -> Iterator[Grund]:
    if person.status == DOED:
        yield Grund.DOED
    if person.status not in BOPAEL:
        yield Grund.UDREJST
    adresse = person.adresse
    if adresse is None or adresse["vejkode"] >= FOERSTE_UVIRKELIGE_VEJKODE:
        yield Grund.UDEN_ADRESSE
    elif adresse["kommunekode"] != ramme.kommune:
        yield Grund.ANDEN_KOMMUNE
