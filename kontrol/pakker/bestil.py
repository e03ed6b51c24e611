"""Bestil en pakke: visiteringen begynder for hver sag, som når dens PDF hentes for sig."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import omfang_for
from kontrol.kontrolark.log import skriv_brug
from kontrol.models import UNDER_BEHANDLING, Pakke, Pakketilstand
from kontrol.pakker.koe import saet_i_koe
from samkoering.models import Handling, Kontrolark, Sag

LEVETID = timedelta(hours=24)
HOEJST = 200
"""Så mange kontrolark kan der være i en zip-fil."""
I_GANG = (Pakketilstand.VENTER, Pakketilstand.DANNES)


class ForMange(ValueError):
    """Der er bedt om flere kontrolark, end en zip-fil rummer."""


def bestil_pakke(valgte: Collection[UUID], bruger: Bruger) -> Pakke | None:
    """En pakke med dem af sagerne, der er under behandling; ``None``, når der ingen er.

    Er den samme pakke allerede på vej, er det den: et gentaget tryk danner intet igen.
    Kaster ``ForMange``, når der er valgt flere end ``HOEJST``.
    """
    if len(valgte) > HOEJST:
        raise ForMange
    omfang = omfang_for(bruger)
    with transaction.atomic():
        # Brugerens række låses, så to samtidige tryk ser hinanden.
        Bruger.objects.select_for_update().get(pk=bruger.pk)
        sager = Sag.objects.i_kommune(omfang).select_related("kommune")
        fundne = sager.filter(pk__in=valgte, tilstand__in=UNDER_BEHANDLING)
        ark = _nyeste_ark(omfang.kommune.pk, list(fundne.order_by("udloeber", "id")))
        if not ark:
            return None
        indhold = [[str(et.sag_id), et.udgave] for et in ark]
        return _paa_vej(bruger, indhold) or _opret(bruger, ark, indhold)


def _opret(bruger: Bruger, ark: list[Kontrolark], indhold: list[list[object]]) -> Pakke:
    nu, kommune = timezone.now(), ark[0].kommune_id
    pakke = Pakke.objects.i_kommune(kommune).create(
        kommune_id=kommune,
        bruger=bruger,
        sager=indhold,
        antal=len(ark),
        oprettet=nu,
        slettes=nu + LEVETID,
    )
    # Først i køen: så er fremdriften at se, før journalen får de samme dokumenter.
    transaction.on_commit(partial(saet_i_koe, kommune, pakke.pk), robust=True)
    for et in ark:
        hvad = f"Udgave {et.udgave}, bestilt som zip-fil"
        skriv_brug(et.sag, bruger, Handling.HENTET_PDF, hvad, ark=et)
    return pakke


def _nyeste_ark(kommune: str, sager: list[Sag]) -> list[Kontrolark]:
    """Hver sags nyeste kontrolark i sagernes orden; indholdet hentes ikke."""
    alle = Kontrolark.objects.i_kommune(kommune).filter(sag__in=sager)
    nyeste = {et.sag_id: et for et in alle.defer("indhold").order_by("udgave")}
    for sag in sager:
        if sag.pk in nyeste:
            nyeste[sag.pk].sag = sag
    return [nyeste[sag.pk] for sag in sager if sag.pk in nyeste]


def _paa_vej(bruger: Bruger, indhold: list[list[object]]) -> Pakke | None:
    egne = Pakke.objects.i_kommune(omfang_for(bruger)).filter(bruger=bruger, tilstand__in=I_GANG)
    return next((pakke for pakke in egne.order_by("-oprettet") if pakke.sager == indhold), None)
