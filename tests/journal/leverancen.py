"""En leverance og en modtager, der gør, hvad prøven beder om."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from adgang.models import Bruger
from journal import forsendelser, poster
from journal.dokumenter import sha256
from journal.forlaeg import Forlaeg
from journal.models import Dokument, Forsendelse, Journalpost, Leverance
from tests import fabrik
from tests.journal.test_dokumenter import FORLAEG

ART = "PROEVE"
PDF = b"%PDF-1.7 en lille proeve"
CPR = "6705850028"
_nr = itertools.count(1)


def mager(_leverance: Leverance) -> Forlaeg:
    return FORLAEG


def felter(hvem: Bruger, **andre: Any) -> dict[str, Any]:
    return {
        "noegle": f"{ART}:{next(_nr)}",
        "art": ART,
        "titel": "Kontrolark R-26-000123, udgave 1",
        "sag": uuid4(),
        "sagsnr": "R-26-000123",
        "cpr": CPR,
        "kle": "32.24.04",
        "bruger": hvem,
        "grundlag": {},
        **andre,
    }


def post(hvem: Bruger, **andre: Any) -> Journalpost:
    return poster.opret(hvem.kommune or fabrik.kommune(), **felter(hvem, **andre))


def brev(hvem: Bruger, **andre: Any) -> Forsendelse:
    return forsendelser.opret(hvem.kommune or fabrik.kommune(), **felter(hvem, **andre))


def frisk(leverance: Leverance) -> Leverance:
    return type(leverance).objects.i_kommune(leverance.kommune_id).get(pk=leverance.pk)


def forfald(leverance: Leverance, naar: datetime) -> None:
    raekker = type(leverance).objects.i_kommune(leverance.kommune_id)
    raekker.filter(pk=leverance.pk).update(naeste_forsoeg=naar)


class Doed(BaseException):
    """Processen døde; ingen kode i den nåede at gøre noget ved det."""


class Modtager:
    """Husker, hvad den fik. ``fejl`` kastes før, ``doed`` efter, at den har taget imod."""

    def __init__(self) -> None:
        self.fejl: BaseException | None = None
        self.doed = False
        self.fik: dict[UUID, str] = {}
        self.kald: Counter[UUID] = Counter()

    def aflever(self, leverance: Leverance, dokument: Dokument) -> str:
        self.kald[leverance.pk] += 1
        if self.fejl:
            raise self.fejl
        indhold = sha256(bytes(dokument.indhold))
        assert self.fik.setdefault(leverance.pk, indhold) == indhold
        if self.doed:
            raise Doed
        return f"prøve:{leverance.pk}"
