"""Bestil, fortryd og læg tilbage. Hver sag skifter hænder præcis én gang, også under kapløb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from adgang.models import Bruger, Rolle
from adgang.omfang import Omfang, omfang_for
from kontrol.models import UNDER_BEHANDLING, Bestilling, Lukning
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand


@dataclass(frozen=True, slots=True)
class Resultat:
    """Hvad der blev bestilt, hvad en kollega nåede først, og hvad der ikke længere er på listen."""

    bestilt: tuple[UUID, ...]
    optaget: tuple[UUID, ...]
    udgaaet: tuple[UUID, ...]


def bestil(sager: Iterable[UUID], bruger: Bruger, token: UUID) -> Resultat:
    """Bestil sagerne til brugeren, alle dem der er ledige endnu.

    ``token`` følger trykket på knappen: det samme tryk igen bestiller intet og giver samme
    svar. Sager i en anden kommune eller på en anden ydelse er for brugeren sager, der ikke findes.
    """
    omfang = omfang_for(bruger)
    # I orden: to samtidige bestillinger af de samme sager må ikke vente på hinanden i ring.
    oensket = sorted(set(sager))
    with transaction.atomic():
        tidligere = Bestilling.objects.i_kommune(omfang).filter(token=token, bruger=bruger)
        if not tidligere.exists():
            naar = timezone.now()
            for sag in oensket:
                _bestil_en(sag, bruger, omfang, token, naar)
        return _resultat(omfang, oensket, set(tidligere.values_list("sag_id", flat=True)))


def _bestil_en(sag: UUID, bruger: Bruger, omfang: Omfang, token: UUID, naar: datetime) -> None:
    """Tag sagen, hvis den er ledig; databasen afgør det i én betinget opdatering."""
    ledig = Sag.objects.i_kommune(omfang).filter(pk=sag, tilstand=Sagstilstand.LEDIG)
    if ledig.update(tilstand=Sagstilstand.BESTILT, tildelt=bruger, version=F("version") + 1):
        Bestilling.objects.i_kommune(omfang).create(
            kommune=omfang.kommune, sag_id=sag, bruger=bruger, bestilt=naar, token=token
        )
        noter(sag, omfang, bruger, Handling.BESTILT)


def _resultat(omfang: Omfang, oensket: list[UUID], bestilt: set[UUID]) -> Resultat:
    mangler = [sag for sag in oensket if sag not in bestilt]
    hos_kollega = set(
        Sag.objects.i_kommune(omfang)
        .filter(pk__in=mangler, tilstand__in=UNDER_BEHANDLING)
        .values_list("pk", flat=True)
    )
    return Resultat(
        bestilt=tuple(sag for sag in oensket if sag in bestilt),
        optaget=tuple(sag for sag in mangler if sag in hos_kollega),
        udgaaet=tuple(sag for sag in mangler if sag not in hos_kollega),
    )


def kan_fortrydes(bruger: Bruger, token: UUID) -> QuerySet[Bestilling]:
    """Trykkets bestillinger, hvis kontrolark endnu ikke er åbnet."""
    return Bestilling.objects.i_kommune(omfang_for(bruger)).filter(
        token=token, bruger=bruger, lukket__isnull=True, sag__tilstand=Sagstilstand.BESTILT
    )


def fortryd(bruger: Bruger, token: UUID) -> list[UUID]:
    """Giv trykkets uåbnede sager tilbage til bestillingslisten; dem, der kom tilbage."""
    omfang = omfang_for(bruger)
    with transaction.atomic():
        sager = list(kan_fortrydes(bruger, token).order_by("sag").values_list("sag_id", flat=True))
        fra, hvad = (Sagstilstand.BESTILT,), (Lukning.FORTRUDT, Handling.BESTILLING_FORTRUDT)
        return [sag for sag in sager if _frigiv(sag, omfang, bruger, fra, *hvad)]


def laeg_tilbage(sager: Iterable[UUID], bruger: Bruger) -> list[UUID]:
    """Læg sager, der ikke er partshørt, tilbage på bestillingslisten; dem, der kom tilbage.

    En sagsbehandler lægger sine egne tilbage, en teamleder alle i kommunen.
    """
    omfang = omfang_for(bruger)
    mine = Sag.objects.i_kommune(omfang).filter(pk__in=set(sager))
    if bruger.rolle != Rolle.TEAMLEDER:
        mine = mine.filter(tildelt=bruger)
    with transaction.atomic():
        hvad = (Lukning.LAGT_TILBAGE, Handling.LAGT_TILBAGE)
        ider = list(mine.order_by("pk").values_list("pk", flat=True))
        return [sag for sag in ider if _frigiv(sag, omfang, bruger, KAN_LAEGGES_TILBAGE, *hvad)]


KAN_LAEGGES_TILBAGE: tuple[str, ...] = (Sagstilstand.BESTILT, Sagstilstand.VISITERES)


def _frigiv(
    sag: UUID,
    omfang: Omfang,
    bruger: Bruger,
    fra: tuple[str, ...],
    lukning: Lukning,
    handling: Handling,
) -> bool:
    """Gør sagen ledig, hvis den stadig er i en af tilstandene ``fra``."""
    min_ = Sag.objects.i_kommune(omfang).filter(pk=sag, tilstand__in=fra)
    if not min_.update(tilstand=Sagstilstand.LEDIG, tildelt=None, version=F("version") + 1):
        return False
    gaeldende = Bestilling.objects.i_kommune(omfang).filter(sag_id=sag, lukket__isnull=True)
    gaeldende.update(lukket=timezone.now(), lukning=lukning)
    noter(sag, omfang, bruger, handling)
    return True


def noter(sag: UUID, omfang: Omfang, bruger: Bruger, handling: Handling) -> None:
    """Skriv en linje i sagens historik."""
    Sagshaendelse.objects.i_kommune(omfang).create(
        kommune=omfang.kommune, sag_id=sag, bruger=bruger, handling=handling
    )


def borgere(omfang: Omfang, sager: Iterable[UUID]) -> list[str]:
    """CPR-numrene på sagernes borgere, til opslagsloggen; først når sagerne er bestilt."""
    return list(
        Sag.objects.i_kommune(omfang).filter(pk__in=list(sager)).values_list("cpr", flat=True)
    )
