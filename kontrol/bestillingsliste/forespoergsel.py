"""Spørgsmålene til databasen. Kun navngivne, neutrale kolonner forlader den.

Hverken CPR-nummer, sætning, bevis, hændelsesdato eller hændelsens nøgle hentes: det, der ikke
er hentet, kan ikke slippe ud.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from adgang.omfang import Omfang
from kontrol.bestillingsliste.filtre import Filtre
from kontrol.lister.noeglesider import Led
from kontrol.sortering import sorteringsnoegle
from samkoering.grundlag.kle import numre
from samkoering.models import Sag, Sagstilstand, Udfald, Udfaldstilstand
from samkoering.regelkatalog import regler, temaer

ORDEN: dict[str, tuple[str, ...]] = {
    "sagsnr": ("sagsnr", "id"),
    "ydelse": ("orden", "udloeber", "id"),
    "tema": ("orden", "udloeber", "id"),
    "fundet": ("fundet", "id"),
    "udloeber": ("udloeber", "id"),
}
BEREGNET = "orden"
"""Det led, der regnes ud; de andre står i et indeks, der kan læses begge veje."""


def ledige(omfang: Omfang) -> QuerySet[Sag]:
    """Kommunens sager, der kan bestilles."""
    return Sag.objects.i_kommune(omfang).filter(tilstand=Sagstilstand.LEDIG)


def valgte(omfang: Omfang, filtre: Filtre) -> QuerySet[Sag]:
    """De ledige sager, filtrene lader stå."""
    sager = ledige(omfang)
    if filtre.ydelser:
        sager = sager.filter(kle__in=filtre.ydelser)
    if filtre.temaer:
        sager = sager.filter(har_aabent(omfang, regel__in=temaets_regler(filtre.temaer)))
    if filtre.kontroltyper:
        sager = sager.filter(har_aabent(omfang, regel__in=filtre.kontroltyper))
    if filtre.skjulte_regler:
        sager = sager.filter(har_andre(omfang, filtre.skjulte_regler))
    if filtre.inden:
        sager = sager.filter(udloeber__lte=timezone.localdate() + timedelta(days=filtre.inden))
    return sager


def med_orden(sager: QuerySet[Sag], filtre: Filtre) -> QuerySet[Sag, Any]:
    """Sagerne med det led, sorteringen regner ud."""
    if filtre.sorter == "ydelse":
        return sager.annotate(orden=_ydelsens_plads())
    if filtre.sorter == "tema":
        # Grupperet efter id'et alene, så sagens andre felter ikke kommer med i spørgsmålet.
        return sager.values("pk").annotate(orden=_temaets_plads())
    return sager


def orden(filtre: Filtre) -> tuple[Led, ...]:
    """Den valgte orden. Under samme ydelse eller tema står den tidligste frist altid først."""
    foerst, *resten = ORDEN[filtre.sorter]
    ogsaa = filtre.faldende and foerst != BEREGNET
    return (Led(foerst, filtre.faldende), *(Led(felt, ogsaa) for felt in resten))


def aabne_udfald(omfang: Omfang) -> QuerySet[Udfald]:
    """Kommunens åbne udfald."""
    return Udfald.objects.i_kommune(omfang).filter(tilstand=Udfaldstilstand.AABENT)


def har_aabent(omfang: Omfang, **krav: object) -> Exists:
    """Sagen har mindst ét åbent udfald, der opfylder kravet."""
    return Exists(aabne_udfald(omfang).filter(sag=OuterRef("pk"), **krav))


def har_andre(omfang: Omfang, skjulte: Iterable[str]) -> Exists:
    """Sagen har mindst ét åbent udfald, der ikke er af de skjulte typer."""
    andre = aabne_udfald(omfang).filter(sag=OuterRef("pk")).exclude(regel__in=tuple(skjulte))
    return Exists(andre)


def temaets_regler(valgte_temaer: Iterable[str]) -> tuple[str, ...]:
    """Reglerne i temaerne."""
    return tuple(r["slug"] for r in regler() if r["tema"] in valgte_temaer)


def _ydelsens_plads() -> Case:
    """Ydelsernes korte navne i dansk orden."""
    i_orden = sorted(numre(), key=lambda n: sorteringsnoegle(n.kort))
    grene = [When(kle=n.kle, then=Value(plads)) for plads, n in enumerate(i_orden)]
    return Case(*grene, default=Value(len(grene)), output_field=IntegerField())


def _temaets_plads() -> Min:
    """Det første af sagens temaer i dansk orden; ét gennemløb frem for et opslag for hver sag."""
    grene = [
        When(udfald__regel__in=temaets_regler((tema,)), then=Value(plads))
        for plads, tema in enumerate(sorted(temaer(), key=sorteringsnoegle))
    ]
    sidst = Value(len(grene))
    plads = Case(*grene, default=sidst, output_field=IntegerField())
    aabent = Q(udfald__tilstand=Udfaldstilstand.AABENT)
    return Min(plads, filter=aabent, default=sidst)
