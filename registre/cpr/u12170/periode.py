"""Perioder, som flere tabeller deler: fra CPR's begyndelse og slut til [fra, til]."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registre.cpr.u12170.datoer import Tidspunkt

AKTUEL, HISTORISK = "AKTUEL", "HISTORISK"


@dataclass(frozen=True, slots=True)
class Periode:
    """En periode med begge dage og rækkens registerstatus."""

    fra: date
    til: date | None
    register_status: str


def periode(fra: date, slut: Tidspunkt | None, register_status: str) -> Periode | None:
    """Perioden fra ``fra`` til dagen før ``slut``; None, når den ikke var i kraft nogen dag.

    En annulleret eller korrigeret række beholdes til forklaring, også når CPR har lukket den
    i samme øjeblik, den begyndte: den får da sin ene dag.
    """
    til = slut.dagen_foer if slut else None
    if til is None or til >= fra:
        return Periode(fra, til, register_status)
    if register_status in (AKTUEL, HISTORISK):
        return None
    return Periode(fra, fra, register_status)


def naeste(efter: Tidspunkt | None, begyndelser: Iterable[Tidspunkt | None]) -> Tidspunkt | None:
    """Det første tidspunkt efter ``efter``: dér slutter en række, som CPR ikke selv lukkede."""
    senere = [t for t in begyndelser if t and (efter is None or t.cifre > efter.cifre)]
    return min(senere, default=None)
