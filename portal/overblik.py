"""Overblikket: hvad der venter i dag, og hvordan natten gik."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from adgang.models import Bruger
from adgang.omfang import Omfang
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret, rettigheder
from feedback.feedbackliste.liste import mangler_feedback
from kontrol.bestillingsliste.forespoergsel import ledige
from kontrol.prioriteringsliste.liste import aeldste, mine
from samkoering.models import Koersel, Koerselsdel

SNART = timedelta(days=7)


@kraever(Ret.PORTAL, uden_log="Antal og kørsel; ingen borgere")
@require_safe
def overblik(request: Indlogget) -> HttpResponse:
    """Sagsbehandleren ser dagens sager; drift og DPO ser kørslen og intet om borgere."""
    if Ret.SAGER in rettigheder(request.user.rolle):
        indhold = dagens_sager(omfang_af(request), request.user)
        return render(request, "portal/overblik.html", indhold)
    return render(request, "portal/overblik_uden_sager.html", seneste_koersel())


def dagens_sager(omfang: Omfang, bruger: Bruger) -> dict[str, Any]:
    """Tallene på kortene og den sag, dagen kan begynde med."""
    venter, egne = ledige(omfang), mine(omfang, bruger)
    senest = timezone.localdate() + SNART
    return {
        "venter": venter.count(),
        "udloeber_snart": venter.filter(udloeber__lte=senest).count(),
        "mine": egne.count(),
        "mine_snart": egne.filter(udloeber__lte=senest).count(),
        "mangler": mangler_feedback(omfang),
        "aeldste": aeldste(omfang, bruger),
        **seneste_koersel(omfang),
    }


def seneste_koersel(omfang: Omfang | None = None) -> dict[str, Any]:
    """Seneste kørsel, kommunens del af den og de registre, der ikke svarede."""
    koersel = Koersel.objects.first()
    if koersel is None:
        return {"koersel": None}
    dele = Koerselsdel.objects.i_kommune(omfang) if omfang else None
    tavse = {t["register"] for t in koersel.tabeller if t.get("tilstand") != "BESVARET"}
    return {
        "koersel": koersel,
        "del": dele.filter(koersel=koersel).first() if dele is not None else None,
        "tavse": ", ".join(sorted(tavse)),
    }
