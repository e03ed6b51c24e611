"""Et kald, der kan sendes igen uden at ske igen: ``Idempotency-Key``.

Rækken indsættes, før kaldet udføres, i samme transaktion. Kommer det samme kald to gange på én
gang, venter det andet i databasen på det første og får så dets svar. Afvises kaldet, forsvinder
rækken med resten, og kaldet kan rettes og sendes igen under samme nøgle.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from adgang.api.problem import Afvisning
from adgang.lejer import paa_tvaers
from adgang.models import Apiklient, Idempotensnoegle, Opgave
from adgang.sletning.kvittering import kvitter

HUSKES = timedelta(hours=24)


class Udfald(NamedTuple):
    """Kaldets svar; ``gentaget`` siger, at det er det gemte."""

    status: int
    svar: str
    """Kroppen, som den sendes."""
    gentaget: bool = False


def kaldets_aftryk(metode: str, sti: str, krop: str) -> str:
    """Det, to kald skal have ens for at være det samme kald."""
    return hashlib.sha256("\n".join((metode, sti, krop)).encode()).hexdigest()


def een_gang(
    klient: Apiklient, noegle: UUID, kald: str, udfoer: Callable[[], tuple[int, str]]
) -> Udfald:
    """Udfør kaldet, eller giv det svar, nøglen allerede har fået.

    ``Afvisning``, når nøglen er brugt til et andet kald. Kun et udført kald (2xx) huskes.
    """
    gemte = Idempotensnoegle.objects.i_kommune(klient.kommune_id).filter(
        klient=klient, noegle=str(noegle)
    )
    gemte.filter(oprettet__lte=timezone.now() - HUSKES).delete()
    raekke = _tag(klient, noegle, kald)
    if raekke is None:
        return _gemt(gemte.get(), kald)
    status, svar = udfoer()
    if 200 <= status < 300:
        gemte.update(status=status, svar=svar)
    else:
        gemte.delete()
    return Udfald(status, svar)


def _tag(klient: Apiklient, noegle: UUID, kald: str) -> Idempotensnoegle | None:
    """Nøglens række, hvis den ikke var taget; databasen afgør det."""
    try:
        with transaction.atomic():
            return Idempotensnoegle.objects.i_kommune(klient.kommune_id).create(
                kommune_id=klient.kommune_id,
                klient=klient,
                noegle=str(noegle),
                kald=kald,
                status=0,
                svar="",
            )
    except IntegrityError:
        return None


def _gemt(raekke: Idempotensnoegle, kald: str) -> Udfald:
    if raekke.kald != kald:
        raise Afvisning("idempotensnoegle_genbrugt")
    return Udfald(raekke.status, raekke.svar, gentaget=True)


def glem(nu: datetime) -> int:
    """Slet de kald, der er ældre end et døgn, i alle kommuner; antallet."""
    with paa_tvaers(grund="gamle kald glemmes på tværs af kommuner"):
        alle = Idempotensnoegle.objects.paa_tvaers(grund="gamle kald glemmes")
        antal = alle.filter(oprettet__lte=nu - HUSKES).delete()[0]
        if antal:
            kvitter(Opgave.KALD, nu - HUSKES, {"adgang_idempotensnoegle": antal})
        return antal
