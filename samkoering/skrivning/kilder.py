"""Hvad hver tabel svarede, som kørslen husker det og kontrolarket viser det."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from registre.kontrakt import REGISTRE, TABELLER

if TYPE_CHECKING:
    from registre.laesning import Udtraek


class Datakilde(TypedDict):
    """Én tabels svar."""

    register: str
    tabel: str
    tilstand: str
    raekker: int
    afviste: int
    slaaet_op: str
    data_fra: str
    grund: str
    afvisninger: list[str]


def datakilder(udtraek: Udtraek) -> list[Datakilde]:
    """Alle kontraktens tabeller i dens orden."""
    return [_datakilde(udtraek, navn) for navn in TABELLER]


def _datakilde(udtraek: Udtraek, navn: str) -> Datakilde:
    leveret = udtraek.leveret(navn)
    return Datakilde(
        register=REGISTRE[leveret.tabel.register],
        tabel=navn,
        tilstand=leveret.tilstand.value,
        raekker=leveret.antal,
        afviste=leveret.afvist_antal,
        slaaet_op=leveret.hentet.isoformat(timespec="seconds") if leveret.hentet else "",
        data_fra=leveret.data_fra.isoformat() if leveret.data_fra else "",
        grund=leveret.grund,
        afvisninger=[str(afvisning) for afvisning in leveret.afvisninger],
    )
