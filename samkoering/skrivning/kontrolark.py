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
from samkoering.skrivning.nye import Optaget

_FELTER = ("id", "sag_id", "udgave", "indhold", "sha256", "viser")
Nyefund = Mapping[UUID, Optagetfund]
"""Udfaldets id → hændelsen, for dem natten selv har skrevet."""
_GEMT = (
    *("pk", "regel", "rolle", "cpr", "haendelsesdato", "saetning", "bevis"),
    *("koersel__dato", "koersel__nummer"),
)


def frys_kontrolark(
    koersel: Koersel, del_: Kommunedel, sager: Iterable[Natsag], optaget: Optaget
) -> None:
    """Skriv en ny udgave af kontrolarket for hver af sagerne."""
    sager = list(sager)
    udgaver = _udgaver(del_, [sag.pk for sag in sager if sag.pk not in optaget.oprettede])
    udfald = _aabne_udfald(del_, sager, optaget)
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


def _udgaver(del_: Kommunedel, kendte: list[UUID]) -> dict[Any, int]:
    """De kendte sagers nyeste udgaver; en, natten selv har oprettet, har ingen."""
    if not kendte:
        return {}
    return dict(
        Kontrolark.objects.i_kommune(del_.kommune)
        .filter(sag__in=kendte)
        .values_list("sag")
        .annotate(Max("udgave"))
    )


def _aabne_udfald(
    del_: Kommunedel, sager: list[Natsag], optaget: Optaget
) -> dict[UUID, list[Optagetfund]]:
    """Sagens åbne hændelser i husets orden, som databasen afgør; de nye læses ikke tilbage."""
    pr_sag = {
        sag: [optaget.fund[pk] for pk in numre]
        for sag, numre in optaget.pr_sag.items()
        if len(numre) == 1 and sag in optaget.oprettede
    }
    flere = [sag.pk for sag in sager if sag.pk not in pr_sag]
    return pr_sag | (_i_orden(del_, flere, optaget.fund) if flere else {})


def _i_orden(del_: Kommunedel, sager: list[UUID], nye: Nyefund) -> dict[UUID, list[Optagetfund]]:
    aabne = Udfald.objects.i_kommune(del_.kommune).filter(
        sag__in=sager, tilstand=Udfaldstilstand.AABENT
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
