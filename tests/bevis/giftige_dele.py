"""En nat, hvor én kommunes del er giftig: hvert forsøg på den går, som prøven har bestemt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from adgang.models import Kommune
from samkoering.models import (
    Aarsag,
    Deltilstand,
    Forsoegsudfald,
    Koersel,
    Koerselsdel,
    Koerselstilstand,
)
from samkoering.natten import dele, forsoeg
from samkoering.natten.hovedbog import afslut_hvis_faerdig, begynd, planlaeg
from samkoering.skrivning import skriv
from tests import fabrik

NAT = date(2026, 11, 25)
KOMMUNER = ("0101", "0147", "0151", "0173")
FEJL, PANIK, BARNET_DOER = "F", "P", "B"
"""Tæller som fejlet: en undtagelse, en panik i motoren, og en død arbejderproces."""
SLUKKET, STOPPET = "K", "S"
"""Tæller som afbrudt: hele maskinen forsvandt, og kørslen blev stoppet."""
FEJLEDE, AFBRUDTE = {FEJL, PANIK, BARNET_DOER}, {SLUKKET, STOPPET}


class Motorpanik(BaseException):
    """Som en panik fra Rust: ikke en Exception."""


class Forsvandt(BaseException):
    """Arbejderen er væk; ingen når at notere noget."""


class IngenDeler:
    """Delene dannes ikke; skrivningen er prøvens."""

    def slip_registrene(self) -> None:
        pass

    def del_(self, kommune: Kommune) -> Kommune:
        return kommune


DELER: Any = IngenDeler()


@dataclass(frozen=True, slots=True)
class Ende:
    """Hvordan det gik: den giftige del, dens forsøg, de andre kommuner og natten."""

    del_: str
    fejlede: int
    afbrudte: int
    skrevne: tuple[str, ...]
    natten: str


def ventet(forloeb: str, giftig: str) -> Ende:
    """Facit, talt i hånden: stop ved tre fejlede eller ti afbrudte, ellers lykkes det til sidst."""
    fejlede = afbrudte = 0
    for trin in forloeb:
        fejlede, afbrudte = fejlede + (trin in FEJLEDE), afbrudte + (trin in AFBRUDTE)
        if fejlede == 3 or afbrudte == 10:
            andre = tuple(kode for kode in KOMMUNER if kode != giftig)
            return Ende("KARANTAENE", fejlede, afbrudte, andre, "DELVIST")
    return Ende("SKREVET", fejlede, afbrudte, KOMMUNER, "GENNEMFOERT")


def ny_nat() -> Koersel:
    """En kørsel, hvis fire dele venter."""
    for kode in KOMMUNER:
        fabrik.kommune(kode, f"Kommune {kode}")
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    planlaeg(koersel, KOMMUNER, hel=True)
    return koersel


def skriv_tal(koersel: Koersel, kommune: Kommune) -> Koerselsdel:
    """Det, en rask del efterlader."""
    return Koerselsdel.objects.i_kommune(kommune).create(
        koersel=koersel, kommune=kommune, afsluttet=timezone.now()
    )


@contextmanager
def gift(giftig: str, forloeb: str) -> Iterator[None]:
    """Den giftige del skrives halvt og går så galt, som forløbet siger, til det er brugt op."""
    trinene = iter(forloeb)
    fejl = {
        FEJL: ValueError, PANIK: Motorpanik, BARNET_DOER: Forsvandt,
        SLUKKET: Forsvandt, STOPPET: SystemExit,
    }  # fmt: skip
    rigtig_note = dele._noter_fejl

    def skriv_kommune(koersel: Koersel, kommune: Kommune) -> Koerselsdel:
        tal = skriv_tal(koersel, kommune)
        if kommune.kode == giftig and (trin := next(trinene, "")):
            raise fejl[trin](trin)
        return tal

    def noter(forsoeget: Any, natdel: Any, fejlen: BaseException) -> None:
        if isinstance(fejlen, Forsvandt):
            raise fejlen
        rigtig_note(forsoeget, natdel, fejlen)

    with pytest.MonkeyPatch.context() as plantet:
        plantet.setattr(skriv, "skriv_kommune", skriv_kommune)
        plantet.setattr(dele, "_noter_fejl", noter)
        yield


def koer(forloeb: str, giftig: str) -> Ende:
    """Natten fra plan til slut; en arbejder, der dør, afløses af en ny."""
    koersel = ny_nat()
    with gift(giftig, forloeb):
        for _ in range(len(forloeb) + 1):
            try:
                dele.skriv_delene(koersel, DELER, lambda *_: None)
                break
            except Forsvandt as fejl:
                if fejl.args == (BARNET_DOER,):
                    forsoeg.proces_doede(koersel, forsoeg.arbejderens_navn(), "Processen døde.")
            except (dele.Panik, SystemExit):
                pass
    return enden(koersel, giftig)


def enden(koersel: Koersel, giftig: str) -> Ende:
    """Læst i hovedbogen og i kommunernes egne tal."""
    afslut_hvis_faerdig(koersel.pk)
    koersel.refresh_from_db()
    natdel = koersel.natdele.get(kommunekode=giftig)
    udfald = Counter(natdel.forsoeg.values_list("udfald", flat=True))
    alle = Koerselsdel.objects.paa_tvaers(grund="prøven ser alle kommuner")
    return Ende(
        Deltilstand(natdel.tilstand).value,
        udfald[Forsoegsudfald.FEJLET],
        udfald[Forsoegsudfald.AFBRUDT],
        tuple(sorted(alle.filter(koersel=koersel).values_list("kommune_id", flat=True))),
        Koerselstilstand(koersel.tilstand).value,
    )
