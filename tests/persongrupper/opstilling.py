"""Borgere i bruttomålgruppen, og dage, der går, uden at nogen venter på dem."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from adgang.models import Kommune
from persongrupper.indlaesning.indlaes import indlaes
from persongrupper.models import Projektborger, Slags
from persongrupper.vaern.kalender import Kalender
from persongrupper.vaern.kalender import kalender as flyttet
from tests import fabrik

STARS_DAG = date(2016, 12, 1)


def fil(*raekker: str, hoved: str = "kommunekode;cpr;fra;til") -> bytes:
    """En fil med overskrift og rækker."""
    return "\r\n".join([hoved, *raekker, ""]).encode()


def aktivitetsfil(*raekker: str) -> bytes:
    """En fil om indsats og timer."""
    return fil(*raekker, hoved="kommunekode;cpr;type;fra;til;timer")


def borgere(antal: int = 1, i: Kommune | None = None) -> list[Projektborger]:
    """Så mange nye borgere, STAR har sat i kommunens bruttomålgruppe."""
    kommune = i or fabrik.kommune()
    numre = [fabrik.nyt_cpr() for _ in range(antal)]
    raekker = [f"{kommune.pk};{cpr};{STARS_DAG};" for cpr in numre]
    indlaes(fil(*raekker), Slags.BRUTTOMAALGRUPPE, kommune, "Prøven")
    egne = Projektborger.objects.i_kommune(kommune)
    return [egne.get(cpr=cpr) for cpr in numre]


@contextmanager
def kalender(dag: date = date(2017, 9, 1)) -> Iterator[Kalender]:
    """Herinde er det den dag, kalenderen siger."""
    with flyttet(dag) as tid:
        yield tid
