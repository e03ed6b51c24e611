"""Hvem der ellers er i sagen: kolleger, der sidst åbnede netop den, for højst et kvarter siden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from adgang.models import Bruger, Kommune
from samkoering.models import Handling, Sag, Sagshaendelse

KVARTERET = timedelta(minutes=15)
AABNINGER = (Handling.AABNET, Handling.HENTET_PDF)
_GJORDE = {Handling.AABNET.value: "åbnede sagen", Handling.HENTET_PDF.value: "hentede kontrolarket"}


class Naervaer(NamedTuple):
    """En kollega i sagen, hvad hun sidst gjorde, og hvornår."""

    navn: str
    gjorde: str
    tidspunkt: datetime


def naervaer(sag: Sag, bruger: Bruger) -> tuple[Naervaer, ...]:
    """Kollegerne i sagen, den seneste først."""
    return naervaer_i(sag.kommune_id, [sag.pk], bruger).get(sag.pk, ())


def naervaer_i(
    kommune: Kommune | str, sager: Collection[UUID], bruger: Bruger
) -> dict[UUID, tuple[Naervaer, ...]]:
    """Sag → kollegerne i den, i én forespørgsel; sager uden nogen er ikke med."""
    linjer = Sagshaendelse.objects.i_kommune(kommune).filter(handling__in=AABNINGER)
    senere = linjer.filter(bruger=OuterRef("bruger"), tidspunkt__gt=OuterRef("tidspunkt"))
    seneste = (
        linjer.filter(sag_id__in=sager, tidspunkt__gte=timezone.now() - KVARTERET)
        .exclude(bruger=bruger)
        .exclude(bruger=None)
        .exclude(Exists(senere))
        .order_by("-tidspunkt")
    )
    i_sagen: dict[UUID, list[Naervaer]] = defaultdict(list)
    for sag, navn, handling, tid in seneste.values_list(
        "sag_id", "bruger__navn", "handling", "tidspunkt"
    ):
        i_sagen[sag].append(Naervaer(navn, _GJORDE[handling], tid))
    return {sag: tuple(kolleger) for sag, kolleger in i_sagen.items()}
