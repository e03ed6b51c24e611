"""Bestil, fortryd og læg tilbage. Hver sag skifter hænder præcis én gang, også under kapløb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone

from adgang.models import Bruger, Rolle
from adgang.omfang import Omfang, omfang_for
from kontrol.bestillingsliste.graense import proev, tag_doegnet
from kontrol.models import UNDER_BEHANDLING, Bestilling, Lukning
from kontrol.sortering import sorteringsnoegle
from samkoering.models import Handling, Kontrolark, Sag, Sagshaendelse, Sagstilstand


@dataclass(frozen=True, slots=True)
class Resultat:
    """Hvad der blev bestilt, hvem der ellers har sagen, og hvad der ikke længere er på listen."""

    bestilt: tuple[UUID, ...]
    optaget: tuple[UUID, ...]
    """En kollega nåede det først."""
    udgaaet: tuple[UUID, ...]
    egne: tuple[UUID, ...] = ()
    """Brugeren har den allerede eller bestilte den selv, fx fra en anden fane."""


class Tildelt(Enum):
    """Hvem der får sagerne, når ingen er nævnt."""

    SELV = "SELV"


def bestil(
    sager: Iterable[UUID],
    bruger: Bruger,
    token: UUID,
    *,
    tildelt: Bruger | Tildelt | None = Tildelt.SELV,
    bekraeftet: bool = False,
) -> Resultat:
    """Bestil sagerne, alle dem der er ledige endnu, til brugeren eller den, de er ``tildelt``.

    Med ``tildelt=None`` ligger de hos teamet uden at være nogens.
    ``token`` følger trykket på knappen: det samme tryk igen bestiller intet og giver samme
    svar. Sager i en anden kommune eller på en anden ydelse er for brugeren sager, der ikke findes.
    Kaster ``OverLoft`` eller, når den ikke er ``bekraeftet``, ``OverVarsel``; så er intet bestilt.
    """
    omfang = omfang_for(bruger)
    oensket = sorted(set(sager))
    modtager = bruger if isinstance(tildelt, Tildelt) else tildelt
    with transaction.atomic():
        doegn = tag_doegnet(bruger, omfang.kommune)
        tidligere = Bestilling.objects.i_kommune(omfang).filter(token=token, bruger=bruger)
        if not tidligere.exists():
            ledige = _tag_ledige(omfang, oensket)
            proev(doegn, len(ledige), bekraeftet=bekraeftet)
            _overdrag(ledige, omfang, bruger, modtager, token)
        bestilt = set(tidligere.values_list("sag_id", flat=True))
        return _resultat(omfang, oensket, bestilt, bruger)


def _tag_ledige(omfang: Omfang, oensket: list[UUID]) -> list[UUID]:
    """De af sagerne, der er ledige, låst til transaktionen er slut.

    De låses i orden, så to bestillinger af de samme sager ikke venter på hinanden i ring. Den, der
    ventede, får kun dem, der stadig er ledige.
    """
    ledige = Sag.objects.i_kommune(omfang).filter(pk__in=oensket, tilstand=Sagstilstand.LEDIG)
    return list(ledige.select_for_update().order_by("pk").values_list("pk", flat=True))


def _overdrag(
    sager: list[UUID], omfang: Omfang, bruger: Bruger, tildelt: Bruger | None, token: UUID
) -> None:
    """Flyt de låste sager; databasens egen betingelse er det, der gælder."""
    naar, navne = timezone.now(), navneordener(omfang, sager)
    ledige = Sag.objects.i_kommune(omfang).filter(pk__in=sager, tilstand=Sagstilstand.LEDIG)
    ramt = ledige.update(tilstand=Sagstilstand.BESTILT, tildelt=tildelt, version=F("version") + 1)
    if ramt != len(sager):
        raise RuntimeError("En låst sag skiftede hænder undervejs.")
    Bestilling.objects.i_kommune(omfang).bulk_create(
        Bestilling(
            kommune=omfang.kommune,
            sag_id=sag,
            bruger=bruger,
            bestilt=naar,
            token=token,
            navn_orden=navne.get(sag, ""),
        )
        for sag in sager
    )
    noter_alle(sager, omfang, bruger, Handling.BESTILT)


def navneordener(omfang: Omfang, sager: list[UUID]) -> dict[UUID, str]:
    """Sag → borgerens plads i alfabetet efter navnet på det nyeste kontrolark."""
    laengde: int = Bestilling._meta.get_field("navn_orden").max_length or 0
    udgaver = (
        Kontrolark.objects.i_kommune(omfang.kommune)
        .filter(sag_id__in=sager)
        .order_by("sag_id", "udgave")
        # Teksten, ikke værdien: SQLite giver ellers et navn af lutter cifre som et tal.
        .annotate(navn=KT("indhold__ym__navn"))
        .values_list("sag_id", "navn")
    )
    return {sag: sorteringsnoegle(navn or "")[:laengde] for sag, navn in udgaver}


def _resultat(omfang: Omfang, oensket: list[UUID], bestilt: set[UUID], bruger: Bruger) -> Resultat:
    mangler = [sag for sag in oensket if sag not in bestilt]
    tagne = Sag.objects.i_kommune(omfang).filter(pk__in=mangler, tilstand__in=UNDER_BEHANDLING)
    paa_vej, egne = set(tagne.values_list("pk", flat=True)), _egne(tagne, bruger)
    return Resultat(
        bestilt=tuple(sag for sag in oensket if sag in bestilt),
        optaget=tuple(sag for sag in mangler if sag in paa_vej and sag not in egne),
        udgaaet=tuple(sag for sag in mangler if sag not in paa_vej),
        egne=tuple(sag for sag in mangler if sag in egne),
    )


def _egne(tagne: QuerySet[Sag], bruger: Bruger) -> set[UUID]:
    """De sager, brugeren har, og dem, hun selv bestilte, også når en kollega siden fik dem."""
    bestilt = Q(bestillinger__bruger=bruger, bestillinger__lukket__isnull=True)
    return set(tagne.filter(bestilt | Q(tildelt=bruger)).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Rest:
    """Et tryks sager, der stadig er bestilt, og som en fortrydelse lader blive."""

    hos_kollega: int
    aabnet: int
    """Kontrolarket er åbnet; en åbnet sag hos en kollega tæller kun her."""


def kan_fortrydes(bruger: Bruger, token: UUID) -> QuerySet[Bestilling]:
    """Trykkets bestillinger, hvis kontrolark ikke er åbnet, og som ingen kollega siden har fået."""
    siden = Sagshaendelse.objects.i_kommune(omfang_for(bruger)).filter(
        sag=OuterRef("sag"), handling=Handling.TILDELT, tidspunkt__gte=OuterRef("bestilt")
    )
    fri = Q(sag__tildelt=bruger) | Q(sag__tildelt__isnull=True) | ~Exists(siden)
    return _gaeldende(bruger, token).filter(fri, sag__tilstand=Sagstilstand.BESTILT)


def kan_ikke_fortrydes(bruger: Bruger, token: UUID) -> Rest:
    """Trykkets øvrige sager, der stadig er bestilt; efter en fortrydelse er det dem, der blev."""
    fri = kan_fortrydes(bruger, token).values("pk")
    resten = _gaeldende(bruger, token).exclude(pk__in=fri)
    uaabnet = resten.filter(sag__tilstand=Sagstilstand.BESTILT).count()
    return Rest(hos_kollega=uaabnet, aabnet=resten.count() - uaabnet)


def _gaeldende(bruger: Bruger, token: UUID) -> QuerySet[Bestilling]:
    mine = Bestilling.objects.i_kommune(omfang_for(bruger)).filter(token=token, bruger=bruger)
    return mine.filter(lukket__isnull=True)


def fortryd(bruger: Bruger, token: UUID) -> list[UUID]:
    """Giv sagerne, der kan fortrydes, tilbage til bestillingslisten; dem, der kom tilbage."""
    omfang = omfang_for(bruger)
    with transaction.atomic():
        # Låst, før der ses efter, hvem der har dem: en tildeling imens er set, eller den kommer for
        # sent og bliver afvist.
        trykket = _gaeldende(bruger, token).values_list("sag_id", flat=True)
        laast = Sag.objects.i_kommune(omfang).filter(pk__in=list(trykket)).order_by("pk")
        list(laast.select_for_update().values_list("pk", flat=True))
        sager = list(kan_fortrydes(bruger, token).order_by("sag").values_list("sag_id", flat=True))
        fra, hvad = (Sagstilstand.BESTILT,), (Lukning.FORTRUDT, Handling.BESTILLING_FORTRUDT)
        return [sag for sag in sager if _frigiv(sag, omfang, bruger, fra, *hvad)]


def laeg_tilbage(sager: Iterable[UUID], bruger: Bruger) -> list[UUID]:
    """Læg sager, der ikke er partshørt, tilbage på bestillingslisten; dem, der kom tilbage.

    En sagsbehandler lægger sine egne tilbage, en teamleder alle i kommunen.
    """
    omfang = omfang_for(bruger)
    kun_hos = None if bruger.rolle == Rolle.TEAMLEDER else bruger
    hvad = (KAN_LAEGGES_TILBAGE, Lukning.LAGT_TILBAGE, Handling.LAGT_TILBAGE, kun_hos)
    with transaction.atomic():
        return [sag for sag in sorted(set(sager)) if _frigiv(sag, omfang, bruger, *hvad)]


KAN_LAEGGES_TILBAGE: tuple[str, ...] = (Sagstilstand.BESTILT, Sagstilstand.VISITERES)


def _frigiv(
    sag: UUID,
    omfang: Omfang,
    bruger: Bruger,
    fra: tuple[str, ...],
    lukning: Lukning,
    handling: Handling,
    kun_hos: Bruger | None = None,
) -> bool:
    """Gør sagen ledig, hvis den stadig er i en af tilstandene ``fra`` og hos ``kun_hos``."""
    min_ = Sag.objects.i_kommune(omfang).filter(pk=sag, tilstand__in=fra)
    if kun_hos is not None:
        # Prøves her igen: sagen kan være tildelt en kollega, siden den blev valgt.
        min_ = min_.filter(tildelt=kun_hos)
    if not min_.update(tilstand=Sagstilstand.LEDIG, tildelt=None, version=F("version") + 1):
        return False
    gaeldende = Bestilling.objects.i_kommune(omfang).filter(sag_id=sag, lukket__isnull=True)
    gaeldende.update(lukket=timezone.now(), lukning=lukning)
    noter(sag, omfang, bruger, handling)
    return True


def noter(sag: UUID, omfang: Omfang, bruger: Bruger, handling: Handling) -> None:
    """Skriv en linje i sagens historik."""
    noter_alle([sag], omfang, bruger, handling)


def noter_alle(sager: Iterable[UUID], omfang: Omfang, bruger: Bruger, handling: Handling) -> None:
    """Skriv den samme linje i hver sags historik."""
    Sagshaendelse.objects.i_kommune(omfang).bulk_create(
        Sagshaendelse(kommune=omfang.kommune, sag_id=sag, bruger=bruger, handling=handling)
        for sag in sager
    )


def borgere(omfang: Omfang, sager: Iterable[UUID]) -> list[str]:
    """CPR-numrene på sagernes borgere, til opslagsloggen; først når sagerne er bestilt."""
    return list(
        Sag.objects.i_kommune(omfang).filter(pk__in=list(sager)).values_list("cpr", flat=True)
    )
