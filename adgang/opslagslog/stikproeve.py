"""Stikprøven: et tilfældigt udsnit af kommunens opslag, set af en anden end den, der slog op."""

from __future__ import annotations

import secrets
from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from adgang.models import (
    Bruger,
    Kommune,
    Opslag,
    Opslagsborger,
    Stikproeve,
    Stikproeveopslag,
)
from adgang.opslagslog.arter import BORGERARTER

STOERRELSE = 20
PERIODE = timedelta(days=30)


class IntetAtTraekke(Exception):
    """Ingen andre har brugt personoplysninger i perioden."""


@transaction.atomic
def traek(kommune: Kommune, bruger: Bruger) -> Stikproeve:
    """Træk 20 opslag (eller alle, når der er færre) fra de seneste 30 dage.

    Lodtrækningen er systemets tilfældighed, ikke noget, der kan gættes eller gentages. Brugerens
    egne opslag er ikke med.
    """
    til = timezone.localdate()
    iblandt = list(_andres(kommune, bruger).values_list("pk", flat=True))
    if not iblandt:
        raise IntetAtTraekke
    proeve = Stikproeve.objects.i_kommune(kommune).create(
        kommune=kommune,
        trukket=timezone.now(),
        trukket_af=bruger,
        fra=til - PERIODE,
        til=til,
        iblandt=len(iblandt),
    )
    valgte = secrets.SystemRandom().sample(iblandt, min(STOERRELSE, len(iblandt)))
    Stikproeveopslag.objects.i_kommune(kommune).bulk_create(
        [Stikproeveopslag(kommune=kommune, stikproeve=proeve, opslag_id=nr) for nr in valgte]
    )
    return proeve


def _andres(kommune: Kommune, bruger: Bruger) -> QuerySet[Opslag]:
    return (
        Opslag.objects.i_kommune(kommune)
        .filter(art__in=BORGERARTER, tidspunkt__gte=timezone.now() - PERIODE)
        .exclude(bruger=bruger)
        .exclude(borgere__isnull=True)
        .distinct()
    )


def vurder(post: Stikproeveopslag, vurdering: str, bemaerkning: str, bruger: Bruger) -> None:
    """Gem teamlederens svar; et senere svar afløser det."""
    post.vurdering, post.bemaerkning = vurdering, bemaerkning
    post.vurderet, post.vurderet_af = timezone.now(), bruger
    post.save(update_fields=["vurdering", "bemaerkning", "vurderet", "vurderet_af"])


def poster(proeve: Stikproeve) -> list[Stikproeveopslag]:
    """Stikprøvens opslag, som de findes endnu, ældste først."""
    alle = Stikproeveopslag.objects.i_kommune(proeve.kommune_id).filter(stikproeve=proeve)
    findes = Opslag.objects.i_kommune(proeve.kommune_id).select_related("bruger")
    opslag = {o.pk: o for o in findes.filter(pk__in=alle.values("opslag_id"))}
    valgte = []
    for post in alle.order_by("opslag_id"):
        if post.opslag_id in opslag:
            post.opslag = opslag[post.opslag_id]
            valgte.append(post)
    return valgte


def borgere(kommune: Kommune, opslag: list[int]) -> dict[int, list[str]]:
    """Opslag → CPR-numrene på dem, det viste noget om."""
    pr_opslag: dict[int, list[str]] = defaultdict(list)
    raekker = Opslagsborger.objects.i_kommune(kommune).filter(opslag__in=opslag)
    for nr, cpr in raekker.order_by("id").values_list("opslag_id", "borger__cpr"):
        pr_opslag[nr].append(cpr)
    return pr_opslag
