"""Det, siden viser om bladringen: hvor i listen vi er, og adresserne videre."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kontrol.lister.ider import laes_id
from kontrol.lister.noeglesider import Antal, Noegleside, Plads


class Bladring(NamedTuple):
    """Til ``dele/viser.html`` og ``dele/noeglesider.html``; en tom adresse vises ikke."""

    foerste: int | None
    """Nummeret på sidens første række; ``None`` så langt nede, at der ikke tælles."""
    sidste: int | None
    vist: int
    antal: Antal
    begyndelsen: str
    forrige: str
    naeste: str


def laes_plads(valg: Mapping[str, str]) -> Plads:
    """Pladsen i adressen, ``efter=`` eller ``foer=`` et id; andet er begyndelsen."""
    return Plads(laes_id(valg.get("efter", "")), laes_id(valg.get("foer", "")))


def plads_som_par(plads: Plads) -> list[tuple[str, str]]:
    """Pladsen som nøgle og værdi til adressens søgedel."""
    return [(navn, str(id_)) for navn, id_ in plads._asdict().items() if id_]


def bladring(side: Noegleside, antal: Antal, adresse: Callable[[Plads], str]) -> Bladring:
    """Sidens plads i listen; ``adresse`` skriver listens adresse for en anden plads."""
    vist, foran = len(side.raekker), side.foran
    return Bladring(
        foerste=None if foran is None else foran + 1,
        sidste=None if foran is None else foran + vist,
        vist=vist,
        antal=antal,
        begyndelsen=adresse(Plads()) if side.forrige else "",
        forrige=adresse(Plads(foer=side.forrige)) if side.forrige else "",
        naeste=adresse(Plads(efter=side.naeste)) if side.naeste else "",
    )
