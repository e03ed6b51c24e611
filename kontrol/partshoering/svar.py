"""Borgerens svar, og beslutningen om ikke at høre borgeren."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from kontrol.models import Bestilling, Hoeringstilstand, Partshoering
from kontrol.partshoering import journalposter
from kontrol.partshoering.afgoerelse import gaeldende, udloebet
from kontrol.partshoering.kladde import ret
from kontrol.partshoering.laas import Konflikt, Tryk, hold_sagen, noter, ny_version, som_set
from samkoering.grundlag.ord import dansk_dato
from samkoering.models import Handling, Sag


def registrer_svar(tryk: Tryk, modtaget: date, tekst: str) -> Partshoering:
    """Høringen er besvaret. Samme tryk igen giver samme svar."""
    with transaction.atomic():
        sag = hold_sagen(tryk)
        hoering = gaeldende(sag)
        gemt = (hoering.svar_modtaget, hoering.svar) if hoering else None
        if hoering is not None and gemt == (modtaget, tekst) and _eget(hoering, tryk):
            return hoering
        hoering = som_set(tryk, sag)
        if hoering is None or not kan_besvares(hoering):
            raise Konflikt
        ny_version(sag, sag.tilstand)
        besvaret = ret(
            hoering,
            tryk,
            tilstand=Hoeringstilstand.BESVARET,
            tekst="",
            svar_modtaget=modtaget,
            svar=tekst,
            svar_registreret=timezone.now(),
        )
        noter(sag, tryk.bruger, Handling.SVAR_MODTAGET, f"Modtaget {dansk_dato(modtaget)}")
        journalposter.svar_registreret(sag, besvaret)
        return besvaret


def kan_besvares(hoering: Partshoering) -> bool:
    """Om et svar kan registreres; også efter fristen, og når høringen siden blev fravalgt."""
    venter = hoering.tilstand in (Hoeringstilstand.SENDT, Hoeringstilstand.FRAFALDET)
    return venter and hoering.sendt is not None


def fravaelg(tryk: Tryk, grund: str) -> Partshoering:
    """Borgeren høres ikke; grunden står i historikken og journalen. Samme tryk, samme valg."""
    with transaction.atomic():
        sag = hold_sagen(tryk)
        hoering = gaeldende(sag)
        if hoering is not None and hoering.grund == grund and _eget(hoering, tryk):
            return hoering
        hoering = som_set(tryk, sag)
        if not kan_fravaelges(hoering, timezone.localdate()):
            raise Konflikt
        ny_version(sag, sag.tilstand)
        felter = {"tilstand": Hoeringstilstand.FRAFALDET, "grund": grund}
        if hoering is None:
            hoering = _uden_kladde(tryk, sag, felter)
        else:
            hoering = ret(hoering, tryk, tekst="", **felter)
        noter(sag, tryk.bruger, Handling.PARTSHOERING_FRAFALDET, grund)
        journalposter.fravalgt(sag, hoering)
        return hoering


def kan_fravaelges(hoering: Partshoering | None, i_dag: date) -> bool:
    """Om høringen endnu kan fravælges: den er ikke begyndt, en kladde, eller uden svar."""
    if hoering is None:
        return True
    aaben = hoering.tilstand in (Hoeringstilstand.KLADDE, Hoeringstilstand.SENDT)
    return aaben and not udloebet(hoering, i_dag)


def _uden_kladde(tryk: Tryk, sag: Sag, felter: dict[str, str]) -> Partshoering:
    bestilling = Bestilling.objects.i_kommune(tryk.omfang).get(sag=sag, lukket__isnull=True)
    return Partshoering.objects.i_kommune(tryk.omfang).create(
        kommune=sag.kommune, sag=sag, bestilling=bestilling, bruger=tryk.bruger, **felter
    )


def _eget(hoering: Partshoering, tryk: Tryk) -> bool:
    """Den ændring, brugeren selv lige har gjort med det samme tryk."""
    egen = hoering.bruger_id == tryk.bruger.pk
    ny = tryk.hoering is None and hoering.version == 0
    return egen and (ny or (hoering.pk == tryk.hoering and hoering.version == tryk.version + 1))
