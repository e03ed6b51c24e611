"""Overblikkets side."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret, rettigheder
from kontrol.pakker.visning import pakker_til
from portal.overblik.bunken import dagens_prognose
from portal.overblik.dagen import dagens_sager
from portal.overblik.holdet import holdet
from portal.overblik.morgen import morgen
from portal.overblik.natten import seneste_koersel


@kraever(Ret.PORTAL, uden_log="Antal, kørsel og medarbejdere; ingen borgere")
@require_safe
def overblik(request: Indlogget) -> HttpResponse:
    """Sagsbehandleren ser dagens sager; drift og DPO ser kørslen, de andre vejen til deres rum."""
    maa = rettigheder(request.user.rolle)
    if Ret.SAGER not in maa:
        # Natten er for den, der må se, hvad den skrev: muren går også mellem menneskers arbejde.
        natten = {"ser_natten": True, **seneste_koersel()} if Ret.REGNSKAB in maa else {}
        return render(request, "portal/overblik_uden_sager.html", natten)
    omfang = omfang_af(request)
    indhold = {
        **dagens_sager(omfang, request.user),
        **seneste_koersel(omfang),
        "morgen": morgen(omfang, request.user),
        "bunken": dagens_prognose(omfang),
        "pakker": pakker_til(request.user),
        "holdet": holdet(omfang) if Ret.ADMINISTRATION in maa else None,
    }
    return render(request, "portal/overblik.html", indhold)
