"""Prioriteringslisten for et fagsystem: sagerne under behandling med borger, frist og tildeling."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from adgang.api.kald import Apikald
from adgang.api.omfang import Apiomfang
from adgang.omfang import Omfang
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import kraever_api, omfang_af
from kontrol.bestillingsliste.liste import ydelse
from kontrol.prioriteringsliste.borgere import naermere_oplysninger
from kontrol.prioriteringsliste.forespoergsel import under_behandling
from kontrol.prioriteringsliste.liste import UDEN_NAVN, borgere
from portal.api import beskrivelser, blad
from portal.api.endepunkt import Svar, endepunkt
from portal.api.former import Bunkevalg
from samkoering.models import Sag

FORMAAL = "§ 10-opfølgning: sager under behandling i fagsystem"


@kraever_api(Apiomfang.PRIORITERINGSLISTE, log=(Art.LISTE, FORMAAL))
@endepunkt("GET", beskrivelser.PRIORITERINGSLISTE, soeg=Bunkevalg)
def prioriteringsliste(request: Apikald, valg: dict[str, Any]) -> Svar:
    """En side af kommunens sager under behandling."""
    omfang = omfang_af(request)
    side = blad.hent(_valgte(omfang, valg), omfang, valg)
    sager = _hent(omfang, side)
    skriv(request, Brug(borgere=[sag.cpr for sag in sager], antal=len(sager)))
    return Svar({"sager": _som_raekker(omfang, sager), "naeste": side.naeste})


def _valgte(omfang: Omfang, valg: dict[str, Any]) -> QuerySet[Sag]:
    sager = under_behandling(omfang)
    if tilstande := valg.get("tilstand"):
        sager = sager.filter(tilstand__in=tilstande)
    if tildelt := valg.get("tildelt"):
        sager = sager.filter(tildelt__reference=tildelt)
    return sager


def _hent(omfang: Omfang, side: blad.Side) -> list[Sag]:
    """Sagerne i sidens orden."""
    alle = under_behandling(omfang).select_related("tildelt").in_bulk(side.ider)
    return [alle[id_] for id_ in side.ider if id_ in alle]


def _som_raekker(omfang: Omfang, sager: list[Sag]) -> list[dict[str, Any]]:
    ider, kommune = [sag.pk for sag in sager], omfang.kommune.pk
    navne, oplysninger = borgere(kommune, ider), naermere_oplysninger(kommune, ider)
    return [_sag(sag, navne.get(sag.pk, ("", False)), oplysninger[sag.pk]) for sag in sager]


def _sag(sag: Sag, borger: tuple[str, bool], oplysninger: tuple[str, ...]) -> dict[str, Any]:
    navn, beskyttet = borger
    nummer, hvem = ydelse(sag.kle), sag.tildelt
    return {
        "id": sag.pk,
        "sagsnr": sag.sagsnr,
        "version": sag.version,
        "cpr": sag.cpr,
        "navn": navn.strip() or UDEN_NAVN,
        "adressebeskyttet": beskyttet,
        "ydelse": {"kle": nummer.kle, "navn": nummer.navn},
        "oplysninger": oplysninger,
        "frist": sag.udloeber,
        "tilstand": sag.tilstand,
        "tildelt": {"reference": hvem.reference, "navn": hvem.navn} if hvem else None,
    }
