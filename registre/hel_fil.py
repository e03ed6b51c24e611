"""En CSV-fil, der tages helt eller afvises helt: alle fejl findes på én gang.

Ingen fejl gentager en celle, for den kan være et CPR-nummer. Rummene siger selv, hvad en række er.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import TypeVar

Raekke = TypeVar("Raekke")
Raekkefejl = tuple[int, str]
"""Linjens nummer og grunden til, at den ikke kan bruges."""
DEL_DEN = " Del den i flere."
_DATO = "2026-11-22"


class FilAfvist(Exception):
    """Filen kan ikke indlæses, og intet af den er gemt. ``fejl`` er en linje pr. fejl."""

    def __init__(self, *fejl: str) -> None:
        super().__init__(f"Filen er afvist: {len(fejl)} fejl.")
        self.fejl = fejl


class CelleAfvist(Exception):
    """En række kan ikke bruges; teksten er grunden uden rækkens nummer."""


def laes_hele(
    indhold: bytes,
    kolonner: Sequence[str],
    hoejst: int,
    en_raekke: Callable[[int, list[str]], Raekke],
    gentagne: Callable[[Sequence[Raekke]], list[Raekkefejl]],
) -> list[Raekke]:
    """Rækkerne i en fil med semikolon og netop ``kolonner``.

    ``en_raekke`` får linjens nummer, hvor overskriften er 1, og cellerne uden mellemrum om sig;
    ``gentagne`` giver en fejl for hver række, der siger det samme som en tidligere. ``FilAfvist``
    med rækkens nummer og grunden for hver fejl, så filen kan gås igennem fra oven.
    """
    kraev_tekst(indhold, hoejst)
    linjer = celler(indhold)
    if [navn.strip() for navn in next(linjer, [])] != list(kolonner):
        raise FilAfvist(f"Række 1: Overskriften skal være “{';'.join(kolonner)}”.")
    raekker: list[Raekke] = []
    fejl: list[Raekkefejl] = []
    for nr, linje in enumerate(linjer, start=2):
        try:
            kraev_felter(linje, len(kolonner))
            raekker.append(en_raekke(nr, [celle.strip() for celle in linje]))
        except CelleAfvist as grund:
            fejl.append((nr, str(grund)))
    fra_oven = sorted((*fejl, *gentagne(raekker)), key=itemgetter(0))
    kraev_hel(raekker, [f"Række {nr}: {grund}" for nr, grund in fra_oven])
    return raekker


def kraev_tekst(indhold: bytes, hoejst: int, raad: str = DEL_DEN) -> None:
    """``FilAfvist``, når filen ikke er UTF-8-tekst eller har over ``hoejst`` rækker."""
    try:
        for _ in _tekst(indhold):
            pass
    except UnicodeDecodeError:
        raise FilAfvist("Filen er ikke UTF-8. Gem den som CSV i UTF-8, og prøv igen.") from None
    if b"\x00" in indhold:
        raise FilAfvist("Filen er ikke tekst.")
    if indhold.count(b"\n") > hoejst + 1:
        raise FilAfvist(f"Filen har mere end {hoejst} rækker.{raad}")


def celler(indhold: bytes, skilletegn: str = ";") -> Iterator[list[str]]:
    """Linjernes celler, som de står, en linje ad gangen. Filen er prøvet af ``kraev_tekst``."""
    try:
        yield from csv.reader(_tekst(indhold), delimiter=skilletegn, strict=True)
    except csv.Error:
        raise FilAfvist("Filen kan ikke læses som CSV: et citationstegn er ikke lukket.") from None


def _tekst(indhold: bytes) -> io.TextIOWrapper:
    """Filens linjer uden at holde dens tekst ved siden af dens bytes."""
    return io.TextIOWrapper(io.BytesIO(indhold), encoding="utf-8-sig", newline="")


def kraev_felter(linje: Sequence[str], antal: int) -> None:
    """``CelleAfvist``, når linjen ikke har ``antal`` felter."""
    if len(linje) != antal:
        raise CelleAfvist(f"Der skal være {antal} felter, men der er {len(linje)}.")


def kraev_hel(raekker: Sequence[object], fejl: Sequence[str]) -> None:
    """``FilAfvist``, når der er fejl, eller når der intet er."""
    if fejl:
        raise FilAfvist(*fejl)
    if not raekker:
        raise FilAfvist("Filen har ingen rækker.")


def iso_dato(felt: str, tekst: str) -> date:
    """Datoen i feltet; ``CelleAfvist``, når den ikke er skrevet som 2026-11-22."""
    try:
        if len(tekst) == len(_DATO):
            return date.fromisoformat(tekst)
    except ValueError:
        pass
    raise CelleAfvist(f"“{felt}” skal være en dato, fx {_DATO}.")
