"""Kontrolarket fryses: en ny udgave for hver sag, natten ændrede."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from samkoering.models import Koersel, Kontrolark, Sag, Udfald, Udfaldstilstand
from samkoering.skrivning.indsaet import indsaet
from samkoering.skrivning.kommunedel import Kommunedel


def frys_kontrolark(koersel: Koersel, del_: Kommunedel, sager: Iterable[Sag]) -> None:
    """Skriv en ny udgave af kontrolarket for hver af sagerne."""
    sager = list(sager)
    udgaver = _udgaver(del_, sager)
    udfald = _aabne_udfald(del_, sager)
    kontrolark = []
    for sag in sager:
        indhold = del_.arkivar.indhold(del_, sag, udfald[sag.pk])
        kontrolark.append(
            Kontrolark(
                kommune=del_.kommune,
                sag=sag,
                koersel=koersel,
                udgave=udgaver.get(sag.pk, 0) + 1,
                indhold=indhold,
                sha256=fingeraftryk(indhold),
            )
        )
    indsaet(kontrolark, Kontrolark.objects.i_kommune(del_.kommune))


def fingeraftryk(indhold: dict[str, Any]) -> str:
    """SHA-256 over indholdet som JSON med faste nøgler."""
    tekst = json.dumps(indhold, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def _udgaver(del_: Kommunedel, sager: list[Sag]) -> dict[Any, int]:
    return dict(
        Kontrolark.objects.i_kommune(del_.kommune)
        .filter(sag__in=sager)
        .values_list("sag")
        .annotate(Max("udgave"))
    )


def _aabne_udfald(del_: Kommunedel, sager: list[Sag]) -> dict[Any, list[Udfald]]:
    pr_sag: dict[Any, list[Udfald]] = defaultdict(list)
    aabne = (
        Udfald.objects.i_kommune(del_.kommune)
        .filter(sag__in=sager, tilstand=Udfaldstilstand.AABENT)
        .select_related("koersel")
        .order_by(*Udfald.ORDEN)
    )
    for udfald in aabne:
        pr_sag[udfald.sag_id].append(udfald)
    return pr_sag
