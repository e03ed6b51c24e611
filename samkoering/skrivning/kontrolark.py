"""Kontrolarket fryses: en ny udgave for hver sag, natten ændrede."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max

from samkoering.models import Koersel, Kontrolark, Udfald, Udfaldstilstand
from samkoering.skrivning.indhold import Frosset, Optagetfund
from samkoering.skrivning.indsaet import indsaet_tupler, som_json
from samkoering.skrivning.kommunedel import Kommunedel
from samkoering.skrivning.natsag import Natsag

_FELTER = ("id", "sag_id", "udgave", "indhold", "sha256", "viser")
Nyefund = Mapping[UUID, Optagetfund]
"""Udfaldets id → hændelsen, for dem natten selv har skrevet."""
_GEMT = (
    *("pk", "regel", "rolle", "cpr", "haendelsesdato", "saetning", "bevis"),
    *("koersel__dato", "koersel__nummer"),
)


def frys_kontrolark(
    koersel: Koersel, del_: Kommunedel, sager: Iterable[Natsag], nye: Nyefund
) -> None:
    """Skriv en ny udgave af kontrolarket for hver af sagerne."""
    sager = list(sager)
    udgaver = _udgaver(del_, sager)
    udfald = _aabne_udfald(del_, sager, nye)
    skriv_udgaver(
        koersel,
        del_,
        (
            (
                sag.pk,
                udgaver.get(sag.pk, 0) + 1,
                del_.arkivar.indhold(del_, sag.cpr, udfald[sag.pk]),
            )
            for sag in sager
        ),
    )


def skriv_udgaver(
    koersel: Koersel, del_: Kommunedel, udgaver: Iterable[tuple[UUID, int, Frosset]]
) -> None:
    """Skriv nye udgaver: sagens id, udgaven og det frosne ark."""
    indsaet_tupler(
        Kontrolark,
        _FELTER,
        (
            (uuid4(), sag, udgave, ark.tekst, fingeraftryk(ark.tekst), som_json(ark.viser))
            for sag, udgave, ark in udgaver
        ),
        {"kommune_id": del_.kommune.pk, "koersel_id": koersel.pk},
    )


def fingeraftryk(tekst: str) -> str:
    """SHA-256 over indholdet som JSON med faste nøgler."""
    return hashlib.sha256(tekst.encode()).hexdigest()


def _udgaver(del_: Kommunedel, sager: list[Natsag]) -> dict[Any, int]:
    return dict(
        Kontrolark.objects.i_kommune(del_.kommune)
        .filter(sag__in=[sag.pk for sag in sager])
        .values_list("sag")
        .annotate(Max("udgave"))
    )


def _aabne_udfald(
    del_: Kommunedel, sager: list[Natsag], nye: Nyefund
) -> dict[UUID, list[Optagetfund]]:
    """Sagens åbne hændelser i husets orden, som databasen afgør; de nye læses ikke tilbage."""
    aabne = Udfald.objects.i_kommune(del_.kommune).filter(
        sag__in=[sag.pk for sag in sager], tilstand=Udfaldstilstand.AABENT
    )
    orden = list(aabne.order_by(*Udfald.ORDEN).values_list("sag_id", "pk"))
    kendte = dict(nye)
    if aeldre := {sag for sag, pk in orden if pk not in nye}:
        for pk, *fund, dato, nummer in aabne.filter(sag__in=aeldre).values_list(*_GEMT):
            if pk not in nye:
                koerslen = str(Koersel(dato=dato, nummer=nummer))
                kendte[pk] = Optagetfund._make([pk, *fund, koerslen])
    pr_sag: dict[UUID, list[Optagetfund]] = defaultdict(list)
    for sag, pk in orden:
        pr_sag[sag].append(kendte[pk])
    return pr_sag
