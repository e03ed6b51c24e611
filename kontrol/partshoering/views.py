"""Høringens side: hvor den står, og hvilke hændelser borgeren kan høres om."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from adgang.opslagslog.arter import Art
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.partshoering import kladde
from kontrol.partshoering.afsendelse import brevlinjer
from kontrol.partshoering.forms import Haendelsesvalg
from kontrol.partshoering.konflikt import kan_hoeres
from kontrol.partshoering.laas import Borte, Konflikt
from kontrol.partshoering.opslag import Hoeringssag, find
from kontrol.partshoering.sider import (
    FORMAAL,
    efter_konflikt,
    log_aendring,
    trykket,
    vis,
    vis_borte,
)
from samkoering.models import AFSLUTTENDE_TILSTANDE, Sagstilstand


@kraever(Ret.SAGER, log=(Art.VISNING, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def hoering(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Hvor høringen står, og de hændelser, borgeren kan høres om; et POST begynder kladden."""
    om = find(omfang_af(request), sag_id)
    if request.method == "POST":
        return _begynd(request, om)
    if om.sag.tilstand == Sagstilstand.BESTILT:
        messages.info(request, "Læs kontrolarket, før du hører borgeren.")
        return redirect("kontrolark", sag_id)
    if not kan_hoeres(om.sag) and om.sag.tilstand not in AFSLUTTENDE_TILSTANDE:
        return vis_borte(request, om)
    oenskes_aendret = "vaelg" in request.GET
    if om.hoering is not None and kladde.er_kladde(om.hoering) and not oenskes_aendret:
        return redirect("partshoering_brev", sag_id)
    return _vis_hoering(request, om)


def _begynd(request: Indlogget, om: Hoeringssag) -> HttpResponse:
    valg = Haendelsesvalg(request.POST, hoerbare=om.hoerbare)
    if not kan_hoeres(om.sag):
        return vis_borte(request, om)
    if not valg.is_valid():
        return _vis_hoering(request, om, valg, status=422)
    try:
        kladde.begynd(trykket(request, om.sag.pk), valg.cleaned_data["udfald"])
    except Borte:
        return vis_borte(request, find(omfang_af(request), om.sag.pk))
    except Konflikt:
        om, aendret = efter_konflikt(request, om.sag.pk)
        return _vis_hoering(request, om, status=409, aendret=aendret)
    log_aendring(request, om)
    return redirect("partshoering_brev", om.sag.pk)


def _vis_hoering(
    request: Indlogget,
    om: Hoeringssag,
    valg: Haendelsesvalg | None = None,
    *,
    status: int = 200,
    **mere: Any,
) -> HttpResponse:
    alle = [str(u.pk) for u in om.valgte or om.hoerbare]
    if om.nye:
        alle = [str(u.pk) for u in om.nye]
    return vis(
        request,
        om,
        "hoering",
        status=status,
        form=valg or Haendelsesvalg(initial={"udfald": alle}, hoerbare=om.hoerbare),
        breve=brevlinjer(om.hoering.breve.select_related("bruger")) if om.hoering else (),
        **mere,
    )
