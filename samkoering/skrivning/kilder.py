"""Hvad hver tabel svarede, som kørslen husker det og kontrolarket viser det."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from registre.kontrakt import REGISTRE, TABELLER

if TYPE_CHECKING:
    from registre.laesning import Forrige, Udtraek


class Datakilde(TypedDict):
    """Én tabels svar."""

    register: str
    tabel: str
    tilstand: str
    raekker: int
    afviste: int
    slaaet_op: str
    data_fra: str
    sha256: str
    grund: str
    afvisninger: list[str]
    afvist_fordi: dict[str, int]
    ens: int
    om_bestanden: int | None
    om_andre: int | None


def datakilder(udtraek: Udtraek) -> list[Datakilde]:
    """Alle kontraktens tabeller i dens orden."""
    return [_datakilde(udtraek, navn) for navn in TABELLER]


def forrige(naetter: Iterable[Sequence[Mapping[str, Any]]]) -> dict[str, Forrige]:
    """Hver tabel, sidst den blev besvaret: det, nattens tal holdes op mod.

    ``naetter`` er tidligere nætters ``Koersel.tabeller``, den nyeste først. En nat, hvor tabellen
    blev afvist, flytter ikke grænsen.
    """
    from registre.laesning import Forrige

    kendte: dict[str, Forrige] = {}
    for nat in naetter:
        for kilde in nat:
            if kilde["tilstand"] == "BESVARET" and kilde["tabel"] not in kendte:
                dag = date.fromisoformat(kilde["data_fra"]) if kilde["data_fra"] else None
                kendte[kilde["tabel"]] = Forrige(kilde["raekker"], kilde.get("sha256", ""), dag)
        if kendte.keys() >= TABELLER.keys():
            break  # ældre nætter kan intet flytte
    return kendte


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
        sha256=leveret.sha256,
        grund=leveret.grund,
        afvisninger=[str(afvisning) for afvisning in leveret.afvisninger],
        afvist_fordi=dict(leveret.afvist_fordi),
        ens=leveret.ens,
        om_bestanden=leveret.om_bestanden,
        om_andre=leveret.om_andre,
    )
