"""Spørgsmålene til databasen. Kun navngivne, neutrale kolonner forlader den.

Hverken CPR-nummer, sætning, bevis, hændelsesdato eller hændelsens nøgle hentes: det, der ikke
er hentet, kan ikke slippe ud.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from adgang.omfang import Omfang
from kontrol.bestillingsliste.filtre import Filtre
from kontrol.sortering import sorteringsnoegle
from samkoering.grundlag.kle import numre
from samkoering.models import Sag, Sagstilstand, Udfald, Udfaldstilstand
from samkoering.regelkatalog import regler, temaer

ORDEN: dict[str, tuple[str, ...]] = {
    "sagsnr": ("sagsnr",),
    "ydelse": ("orden", "udloeber", "id"),
    "tema": ("orden", "udloeber", "id"),
    "fundet": ("fundet", "id"),
    "udloeber": ("udloeber", "id"),
}


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
    if filtre.skjulte_regler:
        sager = sager.exclude(kun_skjulte(omfang, filtre.skjulte_regler))
    if filtre.inden:
        sager = sager.filter(udloeber__lte=timezone.localdate() + timedelta(days=filtre.inden))
    return sager


def ordnet(sager: QuerySet[Sag], omfang: Omfang, filtre: Filtre) -> QuerySet[Sag]:
    """Sagerne i den valgte orden over alle sider; samme plads afgøres altid ens."""
    if filtre.sorter == "ydelse":
        sager = sager.annotate(orden=_ydelsens_plads())
    if filtre.sorter == "tema":
        sager = sager.annotate(orden=_temaets_plads(omfang))
    foerst, *resten = ORDEN[filtre.sorter]
    return sager.order_by(f"-{foerst}" if filtre.faldende else foerst, *resten)


def aabne_udfald(omfang: Omfang) -> QuerySet[Udfald]:
    """Kommunens åbne udfald."""
    return Udfald.objects.i_kommune(omfang).filter(tilstand=Udfaldstilstand.AABENT)


def har_aabent(omfang: Omfang, **krav: object) -> Exists:
    """Sagen har mindst ét åbent udfald, der opfylder kravet."""
    return Exists(aabne_udfald(omfang).filter(sag=OuterRef("pk"), **krav))


def kun_skjulte(omfang: Omfang, skjulte: Iterable[str]) -> Q:
    """Sagens åbne udfald er alle af de skjulte typer."""
    andre = aabne_udfald(omfang).filter(sag=OuterRef("pk")).exclude(regel__in=tuple(skjulte))
    return ~Q(Exists(andre))


def temaets_regler(valgte_temaer: Iterable[str]) -> tuple[str, ...]:
    """Reglerne i temaerne."""
    return tuple(r["slug"] for r in regler() if r["tema"] in valgte_temaer)


def _ydelsens_plads() -> Case:
    """Ydelsernes korte navne i dansk orden."""
    i_orden = sorted(numre(), key=lambda n: sorteringsnoegle(n.kort))
    grene = [When(kle=n.kle, then=Value(plads)) for plads, n in enumerate(i_orden)]
    return Case(*grene, default=Value(len(grene)), output_field=IntegerField())


def _temaets_plads(omfang: Omfang) -> Subquery:
    """Det første af sagens temaer i dansk orden."""
    grene = [
        When(regel__in=temaets_regler((tema,)), then=Value(plads))
        for plads, tema in enumerate(sorted(temaer(), key=sorteringsnoegle))
    ]
    plads = Case(*grene, default=Value(len(grene)), output_field=IntegerField())
    pr_sag = aabne_udfald(omfang).filter(sag=OuterRef("pk")).order_by().values("sag")
    return Subquery(pr_sag.annotate(plads=Min(plads)).values("plads"))
