"""Ansøgningerne på overblikket: dem, der venter på svar, og dem, et register ikke svarede om."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from adgang.omfang import Omfang
from sagsopstart.models import (
    GAELDER,
    Ansoegning,
    Ansoegningstilstand,
    Opslagstilstand,
    Registeropslag,
)

_I_GANG = (Opslagstilstand.VENTER, Opslagstilstand.HENTER)


@dataclass(frozen=True, slots=True)
class Manglende:
    """Åbne ansøgninger, der mangler svar; ingen tæller i begge tal."""

    afventer: int
    """Et register er ikke færdigt endnu."""
    tavse: int
    """Alle er færdige, og mindst ét svarede ikke."""


def manglende(omfang: Omfang) -> Manglende:
    """Tallene for den seneste dags opslag, som ansøgningens egen side viser dem; ét opslag."""
    egne = Registeropslag.objects.i_kommune(omfang.kommune).filter(ansoegning=OuterRef("pk"))
    aabne = (
        Ansoegning.objects.i_kommune(omfang)
        .filter(tilstand=Ansoegningstilstand.AABEN)
        .annotate(seneste=Subquery(egne.order_by("-dag").values("dag")[:1]))
        .annotate(
            i_gang=Exists(_vist(egne).filter(tilstand__in=_I_GANG)),
            fejlet=Exists(_vist(egne).filter(tilstand=Opslagstilstand.FEJLET)),
        )
    )
    tal = aabne.aggregate(
        afventer=Count("pk", filter=Q(i_gang=True)),
        tavse=Count("pk", filter=Q(i_gang=False, fejlet=True)),
    )
    return Manglende(**tal)


def _vist(egne: QuerySet[Registeropslag]) -> QuerySet[Registeropslag]:
    """Den seneste dags opslag om ansøgeren og den ægtefælle, CPR nu nævner."""
    return egne.filter(GAELDER, dag=OuterRef("seneste"))
