"""Bestillingslisten for et fagsystem: de samme neutrale kolonner som på siden, og ikke flere."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import TruncMonth

from adgang.api.kald import Apikald
from adgang.api.omfang import Apiomfang
from adgang.omfang import Omfang
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import kraever_api, omfang_af
from kontrol.bestillingsliste.filtre import Filtre
from kontrol.bestillingsliste.forespoergsel import ledige, valgte
from kontrol.bestillingsliste.liste import FELTER, Raekke, som_raekker
from portal.api import beskrivelser, blad
from portal.api.endepunkt import Svar, endepunkt
from portal.api.former import Listevalg

FORMAAL = "§ 10-opfølgning: valg af sager fra fagsystem"


@kraever_api(Apiomfang.BESTILLINGSLISTE, log=(Art.LISTE, FORMAAL))
@endepunkt("GET", beskrivelser.BESTILLINGSLISTE, soeg=Listevalg)
def bestillingsliste(request: Apikald, valg: dict[str, Any]) -> Svar:
    """En side af kommunens ledige sager."""
    omfang, filtre = omfang_af(request), _filtre(valg)
    side = blad.hent(valgte(omfang, filtre), omfang, valg)
    raekker = [_sag(raekke) for raekke in _raekker(omfang, side)]
    skriv(request, Brug(kriterium=filtre.som_gemt(), antal=len(raekker)))
    return Svar({"sager": raekker, "naeste": side.naeste})


def _filtre(valg: dict[str, Any]) -> Filtre:
    """Kommunens egne fravalg er til skærmen; et fagsystem vælger selv."""
    return Filtre(
        ydelser=tuple(valg.get("ydelse", ())),
        temaer=tuple(valg.get("tema", ())),
        inden=valg.get("udloeber_inden"),
    )


def _raekker(omfang: Omfang, side: blad.Side) -> tuple[Raekke, ...]:
    sager = ledige(omfang).filter(pk__in=side.ider).annotate(maaned=TruncMonth("fundet"))
    poster = {post[0]: post for post in sager.values_list(*FELTER)}
    i_orden = [poster[id_] for id_ in side.ider if id_ in poster]
    return som_raekker(omfang, i_orden, ())


def _sag(raekke: Raekke) -> dict[str, Any]:
    return {
        "id": raekke.id,
        "sagsnr": raekke.sagsnr,
        "ydelse": {"kle": raekke.ydelse.kle, "navn": raekke.ydelse.navn},
        "temaer": raekke.temaer,
        "kontroltyper": raekke.kontroltyper,
        "vedroerer": raekke.vedroerer,
        "fundet": f"{raekke.fundet:%Y-%m}",
        "udloeber": raekke.udloeber,
    }
