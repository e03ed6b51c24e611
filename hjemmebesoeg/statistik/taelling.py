"""Tæl en listes besøg med: hver borger højst én gang i måneden, og uden at huske hvem.

Borgeren kendes i måneden på et HMAC under en tilfældig nøgle. Kommunen har højst én åben måned, så
to måneders nøgler aldrig findes på én gang, og et gensyn i en anden måned ikke kan ses.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db.models import F
from django.utils import timezone

from hjemmebesoeg.models import Koereliste, Koerselstal, Maanedsaftryk, Stop, Taelling
from hjemmebesoeg.statistik.lukning import luk, lukkes_senest
from samkoering.grundlag.ord import MAANEDER

BESOEGT, KONTAKT = "besøgt", "kontakt"


class MaanedVenter(Exception):
    """En tidligere måned er ikke talt færdig. Beskeden er til brugeren."""


def tael(liste: Koereliste, stop: Sequence[Stop]) -> bool:
    """Læg listens besøg til månedens tællere; ``False``, når måneden allerede er lukket."""
    maaned = liste.dag.replace(day=1)
    taelling = _aaben(liste, maaned)
    if taelling is None or taelling.noegle is None:
        return False
    noegle, omraader = bytes(taelling.noegle), _omraader(liste, maaned)
    for et in stop:
        omraade = _talt_i(noegle, liste.kommune_id, et.sag.cpr, omraader)
        if omraade is None:
            omraade = liste.omraade
            _husk(liste.kommune_id, aftryk(noegle, BESOEGT, omraade, et.sag.cpr))
            _laeg_til(liste.kommune_id, maaned, omraade, "besoegt")
        if et.kontakt and _husk(liste.kommune_id, aftryk(noegle, KONTAKT, "", et.sag.cpr)):
            _laeg_til(liste.kommune_id, maaned, omraade, "kontakt")
    return True


def aftryk(noegle: bytes, hvad: str, omraade: str, cpr: str) -> str:
    """Borgerens aftryk i måneden; det siger intet uden nøglen."""
    besked = "\x00".join((hvad, omraade, cpr)).encode()
    return hmac.new(noegle, besked, sha256).hexdigest()


def _aaben(liste: Koereliste, maaned: date) -> Taelling | None:
    """Kommunens tælling med måneden åben; ``None``, når den er lukket."""
    kommune = liste.kommune_id
    Taelling.objects.i_kommune(kommune).bulk_create(
        [Taelling(kommune_id=kommune)], ignore_conflicts=True
    )
    laast: Taelling = Taelling.objects.i_kommune(kommune).select_for_update().get()
    if laast.lukket_til and maaned <= laast.lukket_til:
        return None
    if laast.aaben == maaned:
        return laast
    if laast.aaben and laast.aaben > maaned:
        raise LookupError("En tidligere måned er åben, efter at en senere er.")
    if laast.aaben and not luk(laast, timezone.localdate()):
        navn = MAANEDER[laast.aaben.month - 1]
        raise MaanedVenter(
            f"Besøgene fra {navn} er ikke talt færdig. Destruér først listerne fra {navn}; "
            f"måneden lukkes senest {lukkes_senest(laast.aaben):%d-%m-%Y}."
        )
    laast.aaben, laast.noegle = maaned, secrets.token_bytes(32)
    laast.save(update_fields=("aaben", "noegle"))
    return laast


def _omraader(liste: Koereliste, maaned: date) -> list[str]:
    egne = Koerselstal.objects.i_kommune(liste.kommune_id).filter(maaned=maaned)
    return sorted({liste.omraade, *egne.values_list("omraade", flat=True)})


def _talt_i(noegle: bytes, kommune: str, cpr: str, omraader: list[str]) -> str | None:
    """Det område, borgeren er talt i denne måned; hun tælles kun ét sted."""
    mulige = {aftryk(noegle, BESOEGT, omraade, cpr): omraade for omraade in omraader}
    fundet = Maanedsaftryk.objects.i_kommune(kommune).filter(pk__in=mulige).first()
    return mulige[fundet.pk] if fundet else None


def _husk(kommune: str, vaerdi: str) -> bool:
    """Gem aftrykket; ``False``, når det stod der."""
    alle = Maanedsaftryk.objects.i_kommune(kommune)
    if alle.filter(pk=vaerdi).exists():
        return False
    alle.create(pk=vaerdi, kommune_id=kommune)
    return True


def _laeg_til(kommune: str, maaned: date, omraade: str, taeller: str) -> None:
    gruppe = f"{kommune}|{maaned:%Y-%m}|{omraade}"
    alle = Koerselstal.objects.i_kommune(kommune)
    alle.get_or_create(
        pk=gruppe, defaults={"kommune_id": kommune, "maaned": maaned, "omraade": omraade}
    )
    alle.filter(pk=gruppe).update(**{taeller: F(taeller) + 1})
