"""Sagsopstart for et fagsystem: modtag en ansøgning, og læs registrenes svar om den."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from adgang.api.kald import Apikald
from adgang.api.omfang import Apiomfang
from adgang.api.problem import Felt, ugyldigt
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import kommune_af, kraever_api, omfang_af
from portal.api import sagsopstartformer as former
from portal.api.endepunkt import Svar, endepunkt
from portal.api.sagsopstartbeskrivelser import ANSOEG, ANSOEGNING
from sagsopstart import formaal
from sagsopstart.fakta.samling import samling
from sagsopstart.forms import er_opdigtet
from sagsopstart.models import Ansoegning, Registeropslag
from sagsopstart.modtagelse.fil import YDELSER
from sagsopstart.modtagelse.modtag import Indkommen, modtag
from sagsopstart.side.opslagene import dagens, er_i_gang, find, personer


@kraever_api(Apiomfang.ANSOEG, log=(Art.AENDRING, formaal.MODTAGET))
@endepunkt("POST", ANSOEG, krop=former.NyAnsoegning)
def ansoegninger(request: Apikald, felter: dict[str, Any]) -> Svar:
    """Modtag ansøgningen, og begynd opslagene; en kendt gives tilbage, som den er."""
    kle = YDELSER[felter["ydelse"]]
    egne = omfang_af(request).kle
    if egne is not None and kle not in egne:
        raise ugyldigt(Felt("ydelse", "invalid_choice"))
    if not er_opdigtet(felter["cpr"]):
        raise ugyldigt(Felt("cpr", "invalid"))
    ny = Indkommen(felter["cpr"], felter["modtaget"], kle)
    om, er_ny = modtag(kommune_af(request), ny, request.user)
    skriv(request, Brug([om.cpr], sag=om.pk, kriterium=om.sagsnr))
    return Svar(_svar(om, dagens(om)), 201 if er_ny else 200)


@kraever_api(Apiomfang.ANSOEGNING, log=(Art.VISNING, formaal.VISNING))
@endepunkt("GET", ANSOEGNING)
def ansoegning(request: Apikald, _valg: dict[str, Any], ansoegning_id: UUID) -> Svar:
    """Registrenes tilstande og svar; beskyttede adresser er skjult."""
    om = find(omfang_af(request), ansoegning_id)
    opslag = dagens(om)
    skriv(request, Brug(personer(om, opslag), sag=om.pk))
    return Svar(_svar(om, opslag))


def _svar(om: Ansoegning, opslag: list[Registeropslag]) -> dict[str, Any]:
    fakta = samling(opslag)
    return {
        "id": om.pk,
        "sagsnr": om.sagsnr,
        "cpr": om.cpr,
        "aegtefaelle_cpr": om.aegtefaelle_cpr,
        "modtaget": om.modtaget,
        "tilstand": om.tilstand,
        "i_gang": er_i_gang(opslag),
        "fuldstaendig": fakta["fuldstaendig"],
        "status": [status["linje"] for status in fakta["status"]],
        "bemaerkninger": fakta["bemaerkninger"],
        "opslag": [_opslag(et) for et in opslag],
        "afsnit": [
            {
                "navn": afsnit["navn"],
                "person": person["rolle"],
                "register": blok["register"],
                "svarede": blok["svarede"],
                "fejl": blok["fejl"] or None,
                "tabeller": [
                    {
                        "navn": tabel["navn"],
                        "kolonner": [kolonne["navn"] for kolonne in tabel["kolonner"]],
                        "raekker": tabel["raekker"],
                    }
                    for tabel in blok["tabeller"]
                ]
                if blok["svarede"]
                else None,
            }
            for afsnit in fakta["afsnit"]
            for person in afsnit["personer"]
            for blok in person["blokke"]
        ],
    }


def _opslag(et: Registeropslag) -> dict[str, Any]:
    return {
        "register": et.register,
        "person": et.rolle,
        "dag": et.dag,
        "tilstand": et.tilstand,
        "afsluttet": et.afsluttet,
        "data_fra": et.data_fra,
        "fejl": et.fejl or None,
    }
