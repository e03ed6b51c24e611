"""Bestilte sager uden resultat, som sagsbehandleren arbejder dem igennem.

Listen er kommunens egen åbne bunke og sorteres i Python: kun dér er dansk alfabetisk orden
ens på alle databaser.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from adgang.models import Bruger, Rolle
from adgang.omfang import Omfang
from kontrol.bestillingsliste.bestil import KAN_LAEGGES_TILBAGE
from kontrol.bestillingsliste.liste import ydelse
from kontrol.models import UNDER_BEHANDLING
from kontrol.sortering import sorteringsnoegle
from samkoering.grundlag.kle import Nummer
from samkoering.models import Kontrolark, Sag, Sagstilstand, Udfald, Udfaldstilstand
from samkoering.regelkatalog import regler

UDEN_NAVN = "Navn ikke oplyst"
BADGES = {
    Sagstilstand.BESTILT.value: "badge-info",
    Sagstilstand.VISITERES.value: "badge-graa",
    Sagstilstand.PARTSHOERING.value: "badge-warning",
}


@dataclass(frozen=True, slots=True)
class Raekke:
    """En bestilt sag med borger."""

    id: UUID
    sagsnr: str
    cpr: str
    navn: str
    adressebeskyttet: bool
    ydelse: Nummer
    oplysninger: tuple[str, ...]
    frist: date
    tilstand: str
    status: str
    tildelt: str
    kan_laegges_tilbage: bool

    @property
    def badge(self) -> str:
        """Statusmærkets farve; ordet står altid ved siden af."""
        return BADGES.get(self.tilstand, "badge-info")


SORTERINGER: dict[str, Callable[[Raekke], Any]] = {
    "frist": lambda r: r.frist,
    "navn": lambda r: sorteringsnoegle(r.navn),
    "ydelse": lambda r: sorteringsnoegle(r.ydelse.kort),
    "status": lambda r: UNDER_BEHANDLING.index(r.tilstand),
}


def under_behandling(omfang: Omfang) -> QuerySet[Sag]:
    """Kommunens bestilte sager uden resultat."""
    return Sag.objects.i_kommune(omfang).filter(tilstand__in=UNDER_BEHANDLING)


def mine(omfang: Omfang, bruger: Bruger) -> QuerySet[Sag]:
    """Brugerens egne af dem."""
    return under_behandling(omfang).filter(tildelt=bruger)


def aeldste(omfang: Omfang, bruger: Bruger) -> UUID | None:
    """Brugerens sag med den tidligste frist; ``None`` når bunken er tom."""
    foerste = mine(omfang, bruger).order_by("udloeber", "id").values_list("id", flat=True)
    return foerste.first()


def hent(
    sager: QuerySet[Sag], bruger: Bruger, sorter: str = "frist", *, faldende: bool = False
) -> list[Raekke]:
    """Sagerne som rækker; ens frist eller navn afgøres af sagsnummeret."""
    poster = list(sager.select_related("tildelt").order_by("sagsnr"))
    if not poster:
        return []
    ids, kommune = [sag.pk for sag in poster], poster[0].kommune_id
    navne, oplysninger = borgere(kommune, ids), naermere_oplysninger(kommune, ids)
    raekker = [_raekke(sag, navne.get(sag.pk), oplysninger[sag.pk], bruger) for sag in poster]
    return sorted(raekker, key=SORTERINGER[sorter], reverse=faldende)


def borgere(kommune: str, sager: list[UUID]) -> dict[UUID, tuple[str, bool]]:
    """Sag → (navn, adressebeskyttet) fra det nyeste frosne kontrolark."""
    udgaver = (
        Kontrolark.objects.i_kommune(kommune)
        .filter(sag_id__in=sager)
        .order_by("sag_id", "udgave")
        .values_list("sag_id", "indhold__ym__navn", "indhold__ym__adressebeskyttet")
    )
    return {sag: (navn or "", bool(beskyttet)) for sag, navn, beskyttet in udgaver}


def naermere_oplysninger(kommune: str, sager: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Sag → det, der skal ses efter: de åbne hændelsers navne, ægtefællens for sig."""
    fund: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    udfald = Udfald.objects.i_kommune(kommune).filter(
        sag_id__in=sager, tilstand=Udfaldstilstand.AABENT
    )
    for sag, slug, rolle in udfald.values_list("sag_id", "regel", "rolle"):
        fund[sag].add((slug, rolle))
    return defaultdict(tuple, {sag: _navne(par) for sag, par in fund.items()})


def _navne(par: set[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(
        f"{regel['navn']}{tilfoejelse}"
        for regel in regler()
        for rolle, tilfoejelse in (("YM", ""), ("AEF", " (ægtefælle)"))
        if (regel["slug"], rolle) in par
    )


def _raekke(
    sag: Sag, borger: tuple[str, bool] | None, oplysninger: tuple[str, ...], bruger: Bruger
) -> Raekke:
    navn, beskyttet = borger or ("", False)
    egen = sag.tildelt_id == bruger.pk or bruger.rolle == Rolle.TEAMLEDER
    return Raekke(
        id=sag.pk,
        sagsnr=sag.sagsnr,
        cpr=sag.cpr,
        navn=navn.strip() or UDEN_NAVN,
        adressebeskyttet=beskyttet,
        ydelse=ydelse(sag.kle),
        oplysninger=oplysninger,
        frist=sag.udloeber,
        tilstand=sag.tilstand,
        status=sag.get_tilstand_display(),
        tildelt=sag.tildelt.navn if sag.tildelt else "Ikke tildelt",
        kan_laegges_tilbage=egen and sag.tilstand in KAN_LAEGGES_TILBAGE,
    )
