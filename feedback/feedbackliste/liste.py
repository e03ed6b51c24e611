"""Sager i gang uden resultat, den længst bestilte først."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate

from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.bestillingsliste.liste import ydelse
from kontrol.lister.noeglesider import Led, Noegleside, Plads, hent_side
from kontrol.models import UNDER_BEHANDLING, Bestilling
from kontrol.prioriteringsliste.liste import (
    BADGES,
    UDEN_NAVN,
    aeldste,
    borgere,
    mine,
    naermere_oplysninger,
    under_behandling,
)
from samkoering.grundlag.kle import Nummer
from samkoering.models import Sag

PR_SIDE = 50
ORDEN = (Led("dag"), Led("sag__udloeber"), Led("sag__sagsnr"), Led("id"))
"""Det, rækken viser: dagen, ikke klokkeslættet. Samme dag står den tidligste frist øverst."""


@dataclass(frozen=True, slots=True)
class Raekke:
    """En bestilt sag, der mangler feedback."""

    id: UUID
    sagsnr: str
    cpr: str
    navn: str
    adressebeskyttet: bool
    ydelse: Nummer
    oplysninger: tuple[str, ...]
    bestilt: datetime
    frist: date
    status: str
    badge: str
    tildelt: str


def mangler_feedback(omfang: Omfang) -> int:
    """Hvor mange af kommunens bestilte sager der mangler et resultat."""
    return under_behandling(omfang).count()


def uden_resultat(omfang: Omfang, bruger: Bruger | None = None) -> QuerySet[Bestilling]:
    """Bestillingerne, der mangler et resultat; med ``bruger`` kun sager tildelt hende."""
    gaeldende = (
        Bestilling.objects.i_kommune(omfang)
        .filter(lukket__isnull=True, sag__tilstand__in=UNDER_BEHANDLING)
        .annotate(dag=TruncDate("bestilt"))
    )
    return gaeldende.filter(sag__tildelt=bruger) if bruger else gaeldende


def hent(
    bestillinger: QuerySet[Bestilling], plads: Plads, antal: int = PR_SIDE
) -> tuple[Noegleside, list[Raekke]]:
    """En side af listen og dens rækker."""
    side = hent_side(bestillinger, ORDEN, plads, antal)
    fundne = {
        bestilling.pk: bestilling
        for bestilling in bestillinger.filter(pk__in=side.ider).select_related("sag__tildelt")
    }
    poster = [fundne[id_] for id_ in side.ider if id_ in fundne]
    if not poster:
        return side, []
    ider, kommune = [post.sag_id for post in poster], poster[0].kommune_id
    navne, oplysninger = borgere(kommune, ider), naermere_oplysninger(kommune, ider)
    return side, [
        _raekke(post, *navne.get(post.sag_id, ("", False)), oplysninger[post.sag_id])
        for post in poster
    ]


def naeste_sag(omfang: Omfang, bruger: Bruger, efter: Sag) -> UUID | None:
    """Brugerens næste sag efter frist; efter den sidste den første, og ``None``, når bunken er tom.

    Den, der arbejder sig ned gennem bunken, kommer ikke tilbage til de sager, hun sprang over,
    før hun har set de andre.
    """
    senere = Q(udloeber__gt=efter.udloeber) | Q(udloeber=efter.udloeber, id__gt=efter.pk)
    egne = mine(omfang, bruger).filter(senere).order_by("udloeber", "id")
    return egne.values_list("id", flat=True).first() or aeldste(omfang, bruger)


def _raekke(
    bestilling: Bestilling, navn: str, beskyttet: bool, oplysninger: tuple[str, ...]
) -> Raekke:
    sag = bestilling.sag
    return Raekke(
        id=sag.pk,
        sagsnr=sag.sagsnr,
        cpr=sag.cpr,
        navn=navn.strip() or UDEN_NAVN,
        adressebeskyttet=beskyttet,
        ydelse=ydelse(sag.kle),
        oplysninger=oplysninger,
        bestilt=bestilling.bestilt,
        frist=sag.udloeber,
        status=sag.get_tilstand_display(),
        badge=BADGES.get(sag.tilstand, "badge-info"),
        tildelt=sag.tildelt.navn if sag.tildelt else "Ikke tildelt",
    )
