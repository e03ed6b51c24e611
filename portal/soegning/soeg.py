"""Slå op: hvilke bestilte sager der passer, og hvem de handler om."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from adgang.omfang import Omfang
from kontrol.kontrolark.felter import navn_eller_ukendt, uden_styretegn
from kontrol.kontrolark.opslag import KAN_AABNES
from kontrol.models import Bestilling
from portal.soegning.spoergsmaal import Slags, Spoergsmaal
from samkoering.grundlag.kle import nummer
from samkoering.models import Kontrolark, Sag

HOEJST = 50
"""Flere træf vises ikke; navnet skal skrives længere."""


@dataclass(frozen=True, slots=True)
class Traef:
    """En bestilt eller afsluttet sag, der passer."""

    id: UUID
    sagsnr: str
    cpr: str
    navn: str
    adressebeskyttet: bool
    ydelse: str
    aaben: bool
    status: str
    frist: date
    afsluttet: datetime | None


def passende(omfang: Omfang, spoergsmaal: Spoergsmaal) -> QuerySet[Sag]:
    """Sagerne i brugerens omfang; en sag, ingen har bestilt, er her en sag, der ikke findes."""
    sager = Sag.objects.i_kommune(omfang).filter(tilstand__in=KAN_AABNES)
    match spoergsmaal.slags:
        case Slags.CPR:
            return sager.filter(cpr=spoergsmaal.vaerdi)
        case Slags.SAGSNR:
            return sager.filter(sagsnr=spoergsmaal.vaerdi)
        case Slags.NAVN:
            return sager.filter(pk__in=_med_navn(omfang, spoergsmaal).values("sag"))


def hent(sager: QuerySet[Sag]) -> list[Traef]:
    """Træffene, de åbne først og tidligste frist øverst; ét over grænsen, når der er flere."""
    fundne = list(sager.order_by("afsluttet", "udloeber", "sagsnr")[: HOEJST + 1])
    borgere = _borgere(fundne)
    traef = [_traef(sag, *borgere.get(sag.pk, ("", False))) for sag in fundne]
    return sorted(traef, key=lambda t: (not t.aaben, t.frist, t.sagsnr))


def _med_navn(omfang: Omfang, spoergsmaal: Spoergsmaal) -> QuerySet[Bestilling]:
    """Bestillinger af borgere, hvis navn rummer hvert af ordene."""
    krav = Q()
    for former in spoergsmaal.ord:
        ordet = Q()
        for form in former:
            ordet |= Q(navn_orden__contains=form)
        krav &= ordet
    return Bestilling.objects.i_kommune(omfang).filter(krav)


def _borgere(sager: list[Sag]) -> dict[UUID, tuple[str, bool]]:
    """Sag → (navn, adressebeskyttet), som det nyeste frosne kontrolark siger det."""
    if not sager:
        return {}
    udgaver = (
        Kontrolark.objects.i_kommune(sager[0].kommune_id)
        .filter(sag__in=sager)
        .order_by("udgave")
        .values_list("sag_id", "indhold__ym__navn", "indhold__ym__adressebeskyttet")
    )
    return {sag: (uden_styretegn(navn), bool(beskyttet)) for sag, navn, beskyttet in udgaver}


def _traef(sag: Sag, navn: str, beskyttet: bool) -> Traef:
    return Traef(
        id=sag.pk,
        sagsnr=sag.sagsnr,
        cpr=sag.cpr,
        navn=navn_eller_ukendt(navn),
        adressebeskyttet=beskyttet,
        ydelse=nummer(sag.kle).kort,
        aaben=sag.er_aaben,
        status=sag.get_tilstand_display(),
        frist=sag.udloeber,
        afsluttet=sag.afsluttet,
    )
