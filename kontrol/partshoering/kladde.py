"""Kladden til brevet: den begynder, rettes og slettes. Intet når borgeren."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kontrol.models import Bestilling, Brevart, Hoeringstilstand, Partshoering
from kontrol.partshoering.afgoerelse import gaeldende, kan_afgoeres
from kontrol.partshoering.laas import Konflikt, Tryk, hold_sagen, som_set
from kontrol.partshoering.opslag import aabne_udfald, udvalgte
from kontrol.partshoering.udkast import udkast
from samkoering.models import Sag, Udfald

BREVE_HOEJST = 3
"""Høringsbrevet og to påmindelser."""


def begynd(tryk: Tryk, ider: Iterable[str]) -> Partshoering:
    """En ny kladde om hændelserne, eller den åbne kladde med netop dem og en ny tekst.

    Samme tryk igen giver samme kladde.
    """
    with transaction.atomic():
        sag = hold_sagen(tryk)
        valgte = udvalgte(aabne_udfald(sag), ider)
        if not valgte:
            raise Konflikt
        if kladde := _samme_begyndelse(tryk, sag, valgte):
            return kladde
        hoering, tekst = som_set(tryk, sag), udkast(sag, valgte, Brevart.HOERING)
        felter: dict[str, object] = {"udfald": [str(u.pk) for u in valgte], "tekst": tekst}
        if hoering is None or kan_afgoeres(hoering, timezone.localdate()):
            return _opret(tryk, sag, felter)
        if hoering.tilstand != Hoeringstilstand.KLADDE:
            raise Konflikt
        return ret(hoering, tryk, **felter)


def _samme_begyndelse(tryk: Tryk, sag: Sag, valgte: Iterable[Udfald]) -> Partshoering | None:
    """Den urørte kladde, brugeren selv lige har begyndt om de samme hændelser."""
    hoering = gaeldende(sag)
    if hoering is None or hoering.pk == tryk.hoering or hoering.version:
        return None
    egen = hoering.tilstand == Hoeringstilstand.KLADDE and hoering.bruger_id == tryk.bruger.pk
    return hoering if egen and set(hoering.udfald) == {str(u.pk) for u in valgte} else None


def _opret(tryk: Tryk, sag: Sag, felter: dict[str, object]) -> Partshoering:
    bestilling = Bestilling.objects.i_kommune(tryk.omfang).get(sag=sag, lukket__isnull=True)
    return Partshoering.objects.i_kommune(tryk.omfang).create(
        kommune=sag.kommune, sag=sag, bestilling=bestilling, bruger=tryk.bruger, **felter
    )


def begynd_paamindelse(tryk: Tryk) -> Partshoering:
    """En kladde til en påmindelse; er der allerede en, bliver den stående."""
    with transaction.atomic():
        sag = hold_sagen(tryk)
        hoering = gaeldende(sag)
        if hoering is None or not kan_paamindes(hoering):
            raise Konflikt
        if hoering.tekst:
            return hoering
        som_set(tryk, sag)
        valgte = udvalgte(aabne_udfald(sag), hoering.udfald)
        if not valgte:
            raise Konflikt
        return ret(hoering, tryk, tekst=udkast(sag, valgte, Brevart.PAAMINDELSE, hoering))


def kan_paamindes(hoering: Partshoering) -> bool:
    """Om der kan sendes endnu et brev i høringen."""
    sendt = hoering.tilstand == Hoeringstilstand.SENDT
    return sendt and hoering.breve.count() < BREVE_HOEJST


def er_kladde(hoering: Partshoering) -> bool:
    """Om der ligger et brev, som ikke er sendt."""
    sendt = hoering.tilstand == Hoeringstilstand.SENDT
    return hoering.tilstand == Hoeringstilstand.KLADDE or (sendt and bool(hoering.tekst))


def gem(tryk: Tryk, tekst: str) -> Partshoering:
    """Gem kladdens tekst."""
    with transaction.atomic():
        sag = hold_sagen(tryk)
        hoering = gaeldende(sag)
        if hoering is not None and _er_gemt(hoering, tryk, tekst):
            return hoering
        hoering = som_set(tryk, sag)
        if hoering is None or not er_kladde(hoering):
            raise Konflikt
        return ret(hoering, tryk, tekst=tekst)


def gem_videre(tryk: Tryk, tekst: str) -> Partshoering:
    """Som ``gem``, men kun videre på en kladde, brugeren selv var den seneste til at gemme."""
    with transaction.atomic():
        hoering = gaeldende(hold_sagen(tryk))
        if hoering is None or not hoering.version or hoering.bruger_id != tryk.bruger.pk:
            raise Konflikt
        return gem(tryk, tekst)


def _er_gemt(hoering: Partshoering, tryk: Tryk, tekst: str) -> bool:
    """Det samme tryk igen, eller en tekst, der allerede er den gemte."""
    egen = hoering.version == tryk.version + 1 and hoering.bruger_id == tryk.bruger.pk
    samme = hoering.pk == tryk.hoering and hoering.tekst == tekst
    return samme and (egen or hoering.version == tryk.version)


def slet(tryk: Tryk) -> None:
    """Slet kladden. Er høringen sendt, slettes kun kladden til påmindelsen."""
    with transaction.atomic():
        hoering = som_set(tryk, hold_sagen(tryk))
        if hoering is None or not er_kladde(hoering):
            raise Konflikt
        if hoering.tilstand == Hoeringstilstand.KLADDE:
            hoering.delete()
        else:
            ret(hoering, tryk, tekst="")


def ret(hoering: Partshoering, tryk: Tryk, **felter: object) -> Partshoering:
    """Skriv ændringen, hvis høringen er, som brugeren så den; databasen afgør det."""
    raekker = Partshoering.objects.i_kommune(tryk.omfang)
    faste = {"bruger": tryk.bruger, "gemt": timezone.now(), "version": F("version") + 1}
    if not raekker.filter(pk=hoering.pk, version=hoering.version).update(**faste, **felter):
        raise Konflikt
    return raekker.select_related("sag").get(pk=hoering.pk)
