"""CPR's datoer: tomme som blanke eller nuller, delvise med 00, og tidspunkter uden et rigtigt ur.

Et tidspunkt er 12 cifre, ÅÅÅÅMMDDTTMM. Klokkeslættet bruges kun til at ordne hændelser på samme
dag og kontrolleres ikke: gamle hændelser bærer tider som 2000 og 1299.

En delvis dato (måned eller dag 00) er en periode. Det, der begynder i den, regnes fra dens
første dag; det, der slutter i den, til dens sidste. Så forsvinder ingen dag ved et gæt, og hvor
to rækker derved overlapper, vinder den, der begyndte senest.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_TIDSPUNKT = re.compile(r"^(\d{4})(\d{2})(\d{2})\d{4}$")
_DATO = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})$")
_INGENTING = re.compile(r"^[0-]*$")


@dataclass(frozen=True, slots=True, order=True)
class Tidspunkt:
    """Et tidspunkt, som CPR skrev det: ``cifre`` ordner, ``foerst`` og ``sidst`` er dagene."""

    cifre: str
    foerst: date
    sidst: date

    @property
    def dagen_foer(self) -> date:
        """Sidste dag i det, der slutter her.

        CPR's slut er det øjeblik, det næste begynder (i demoudtrækket til minuttet), så dagen
        selv hører det næste til. En delvis dato slutter dog sin egen periode.
        """
        return self.sidst - timedelta(days=1) if self.er_praecist else self.sidst

    @property
    def er_praecist(self) -> bool:
        """Om dagen kendes."""
        return self.foerst == self.sidst


def laes_tidspunkt(tekst: str) -> Tidspunkt | None:
    """Tidspunktet i et 12-tegns felt, eller None for et tomt; ``ValueError``, når det er galt."""
    return _laes(tekst, _TIDSPUNKT)


def laes_dato(tekst: str) -> Tidspunkt | None:
    """Datoen i et felt på 10 tegn (eller 8 uden streger); som ``laes_tidspunkt``."""
    return _laes(tekst, _DATO)


def _laes(tekst: str, form: re.Pattern[str]) -> Tidspunkt | None:
    renset = tekst.strip()
    if _INGENTING.match(renset):
        return None
    fund = form.match(renset)
    if fund is None:
        raise ValueError(tekst)
    aar, maaned, dag = (int(led) for led in fund.groups())
    cifre = renset.replace("-", "").ljust(12, "0")
    return Tidspunkt(cifre, *_dage(aar, maaned, dag))


def _dage(aar: int, maaned: int, dag: int) -> tuple[date, date]:
    """Den første og sidste dag, datoen kan være."""
    if maaned and dag:
        praecis = date(aar, maaned, dag)
        return praecis, praecis
    if maaned:
        return date(aar, maaned, 1), date(aar, maaned, monthrange(aar, maaned)[1])
    if dag:
        raise ValueError("en dag uden måned")
    return date(aar, 1, 1), date(aar, 12, 31)
