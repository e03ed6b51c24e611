"""Urets arbejde: tag forladte pakker op igen, og slet det, der har ligget sin tid."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from adgang.lejer import paa_tvaers
from adgang.models import Opgave
from adgang.sletning.kvittering import kvitter
from kontrol.models import Pakke, Pakketilstand
from kontrol.pakker import mappe
from kontrol.pakker.bestil import I_GANG, LEVETID
from kontrol.pakker.koe import saet_i_koe

FORLADT_EFTER = timedelta(seconds=30)
OPGIVES_EFTER = timedelta(hours=1)
TOG_FOR_LANG_TID = (
    "Zip-filen kunne ikke dannes. Hent kontrolarkene igen, eller hent dem én ad gangen."
)
_GRUND = "zip-filer i alle kommuner dannes og slettes"
log = structlog.get_logger(__name__)


def genoptag(nu: datetime) -> int:
    """Sæt de pakker i kø igen, som ingen arbejder nåede; antallet af dem.

    Er nogen i gang med en af dem, opdager den nye arbejder det og gør intet.
    """
    with paa_tvaers(grund=_GRUND):
        i_gang = Pakke.objects.paa_tvaers(grund=_GRUND).filter(tilstand__in=I_GANG)
        opgivne = i_gang.filter(oprettet__lte=nu - OPGIVES_EFTER)
        opgivne.update(tilstand=Pakketilstand.FEJLET, fejl=TOG_FOR_LANG_TID)
        forladte = list(
            i_gang.filter(oprettet__lte=nu - FORLADT_EFTER).values_list("kommune_id", "pk")
        )
    for kommune, pakke in forladte:
        saet_i_koe(kommune, pakke)
    return len(forladte)


def slet_gamle(nu: datetime) -> int:
    """Slet filerne, når de har ligget sin tid, og det på disken, ingen række kender.

    Filen slettes, før rækken siger det: siger den, at filen er væk, er den væk.
    """
    # Disken læses først: det, der lå der da, har allerede en række, hvis det skal have en.
    liggende = mappe.paa_disken()
    with paa_tvaers(grund=_GRUND):
        pakker = Pakke.objects.paa_tvaers(grund=_GRUND)
        udloebne = pakker.filter(slettes__lte=nu).exclude(tilstand=Pakketilstand.SLETTET)
        slettes = list(udloebne.values_list("pk", flat=True))
        for pakke in slettes:
            mappe.slet(pakke)
        pakker.filter(pk__in=slettes).update(tilstand=Pakketilstand.SLETTET, sager=[], fejl="")
        if slettes:
            kvitter(Opgave.PAKKER, nu - LEVETID, {"filer": len(slettes)})
        levende = set(pakker.exclude(tilstand=Pakketilstand.SLETTET).values_list("pk", flat=True))
    for pakke in liggende & levende:
        mappe.slet_halv(pakke)
    for pakke in liggende - levende:
        mappe.slet(pakke)
    log.info("pakker_slettet", antal=len(slettes))
    return len(slettes)
