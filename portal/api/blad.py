"""Bladring i programgrænsefladen: den tidligste frist først, en side efter en sag.

Rækken, der bladres efter, findes blandt alle kommunens sager og ikke kun i listen. Et system, der
henter hele listen, mister derfor ikke sin plads, når en kollega tager netop den sag.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from adgang.api.problem import Felt, ugyldigt
from adgang.omfang import Omfang
from samkoering.models import Sag


class Side(NamedTuple):
    """Sagernes id'er i orden, og id'et, næste side kommer efter."""

    ider: list[UUID]
    naeste: UUID | None


def hent(sager: QuerySet[Sag], omfang: Omfang, valg: dict[str, Any]) -> Side:
    """Siden; ``Afvisning``, når der bladres efter en sag, kommunen ikke har."""
    antal: int = valg["antal"]
    if efter := valg.get("efter"):
        sager = sager.filter(_forbi(omfang, efter))
    ider = list(sager.order_by("udloeber", "id").values_list("id", flat=True)[: antal + 1])
    return Side(ider[:antal], ider[antal - 1] if len(ider) > antal else None)


def _forbi(omfang: Omfang, efter: UUID) -> Q:
    frist = Sag.objects.i_kommune(omfang).filter(pk=efter).values_list("udloeber", flat=True)
    if (udloeber := frist.first()) is None:
        raise ugyldigt(Felt("efter", "efter"))
    samme_dag = Q(udloeber=udloeber, id__gt=efter)
    return Q(udloeber__gte=udloeber) & (Q(udloeber__gt=udloeber) | samme_dag)
