"""Det, rækkerne siger om borgeren, fra det nyeste frosne kontrolark og de åbne hændelser."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KT

from adgang.omfang import Omfang
from kontrol.models import UNDER_BEHANDLING
from registre.cpr.numre import Cpr
from samkoering.models import Kontrolark, Sag, Udfald, Udfaldstilstand
from samkoering.regelkatalog import regler


class Arkets(NamedTuple):
    """Det, listen bruger fra kontrolarket."""

    navn: str = ""
    adressebeskyttet: bool = False
    aegtefaelle: Cpr | None = None
    """Ægtefællens CPR-nummer, når der er slået op på en."""


def fra_arkene(kommune: str, sager: Collection[UUID]) -> dict[UUID, Arkets]:
    """Sag → det, dens nyeste kontrolark siger; kun de nævnte felter hentes."""
    alle = Kontrolark.objects.i_kommune(kommune).filter(sag_id__in=sager)
    sagens = Kontrolark.objects.i_kommune(kommune).filter(sag=OuterRef("sag"))
    nyeste = alle.filter(udgave=Subquery(sagens.order_by("-udgave").values("udgave")[:1]))
    # KT: på SQLite bliver en tekst af lutter cifre ellers til et tal.
    navne = nyeste.annotate(navn=KT("indhold__ym__navn"), aef=KT("indhold__aef__cpr"))
    felter = ("sag_id", "navn", "indhold__ym__adressebeskyttet", "aef")
    return {
        sag: Arkets(navn or "", bool(beskyttet), Cpr(aef) if aef else None)
        for sag, navn, beskyttet, aef in navne.values_list(*felter)
    }


def naermere_oplysninger(kommune: str, sager: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Sag → det, der skal ses efter: de åbne hændelsers navne, ægtefællens for sig."""
    fund: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    udfald = Udfald.objects.i_kommune(kommune).filter(
        sag_id__in=sager, tilstand=Udfaldstilstand.AABENT
    )
    for sag, slug, rolle in udfald.values_list("sag_id", "regel", "rolle"):
        fund[sag].add((slug, rolle))
    return defaultdict(tuple, {sag: _navne(par) for sag, par in fund.items()})


def husstande(omfang: Omfang, arkene: dict[UUID, Arkets]) -> dict[UUID, str]:
    """Sag → ægtefællens eget sagsnummer, når også hendes sag er bestilt, og brugeren ser den."""
    aegtefaeller = {ark.aegtefaelle for ark in arkene.values() if ark.aegtefaelle}
    if not aegtefaeller:
        return {}
    bestilte = Sag.objects.i_kommune(omfang).filter(
        tilstand__in=UNDER_BEHANDLING, cpr__in=aegtefaeller
    )
    sagsnumre = dict(bestilte.values_list("cpr", "sagsnr"))
    return {
        sag: sagsnumre[ark.aegtefaelle]
        for sag, ark in arkene.items()
        if ark.aegtefaelle and ark.aegtefaelle in sagsnumre
    }


def _navne(par: set[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(
        f"{regel['navn']}{tilfoejelse}"
        for regel in regler()
        for rolle, tilfoejelse in (("YM", ""), ("AEF", " (ægtefælle)"))
        if (regel["slug"], rolle) in par
    )
