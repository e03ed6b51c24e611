"""Kontrolarket på skærm og som PDF."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from adgang.rettigheder import SAGSBEHANDLING, Indlogget, kommune_af, kraever
from kontrol.kontrolark.dokument import kontrolark_som_pdf
from kontrol.kontrolark.forms import Adressebegrundelse
from kontrol.kontrolark.log import skriv_brug
from kontrol.kontrolark.opslag import bestilt_kontrolark, naboer
from kontrol.kontrolark.visning import arkvisning
from samkoering.models import Handling, Kontrolark, Sag


@kraever(*SAGSBEHANDLING)
@require_GET
def skaerm(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Kontrolarket; hver åbning skrives i historikken."""
    sag, ark = bestilt_kontrolark(kommune_af(request), sag_id)
    skriv_brug(sag, request.user, Handling.AABNET)
    return _svar(request, sag, ark, Adressebegrundelse())


@kraever(*SAGSBEHANDLING)
@require_http_methods(["GET", "POST"])
def adresse(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Kontrolarket med beskyttede adresser vist, kun i dette svar og kun med en begrundelse."""
    if request.method == "GET":
        return redirect("kontrolark", sag_id)
    sag, ark = bestilt_kontrolark(kommune_af(request), sag_id)
    begrundelse = Adressebegrundelse(request.POST)
    if not begrundelse.is_valid():
        return _svar(request, sag, ark, begrundelse)
    skriv_brug(sag, request.user, Handling.ADRESSE_VIST, begrundelse.cleaned_data["begrundelse"])
    return _svar(request, sag, ark, begrundelse, vis_adresse=True)


@kraever(*SAGSBEHANDLING)
@require_GET
def pdf(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Kontrolarket som PDF; beskyttede adresser er maskerede."""
    sag, ark = bestilt_kontrolark(kommune_af(request), sag_id)
    indhold = kontrolark_som_pdf(sag, ark)
    skriv_brug(sag, request.user, Handling.HENTET_PDF, f"Udgave {ark.udgave}")
    svar = HttpResponse(indhold, content_type="application/pdf")
    svar["Content-Disposition"] = f'attachment; filename="kontrolark-{sag.sagsnr}.pdf"'
    svar["Cache-Control"] = "no-store"
    return svar


def _svar(
    request: Indlogget,
    sag: Sag,
    ark: Kontrolark,
    form: Adressebegrundelse,
    *,
    vis_adresse: bool = False,
) -> HttpResponse:
    felter = {
        "sag": sag,
        "udgave": ark,
        "ark": arkvisning(ark, vis_adresse=vis_adresse),
        "naboer": naboer(request.user, sag),
        "historik": sag.historik.select_related("bruger"),
        "form": form,
    }
    fejl = form.is_bound and not form.is_valid()
    status = 422 if fejl else 200
    return render(request, "kontrol/kontrolark/skaerm.html", felter, status=status)
