"""Kontrolarket på skærm og som PDF."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.kontrolark.dokument import kontrolark_som_pdf
from kontrol.kontrolark.forms import Adressebegrundelse
from kontrol.kontrolark.log import skriv_brug
from kontrol.kontrolark.opslag import bestilt_kontrolark, naboer
from kontrol.kontrolark.visning import arkvisning
from samkoering.models import Handling, Kontrolark, Sag

FORMAAL = "§ 10-opfølgning: visitering af sag"


@kraever(Ret.SAGER, log=(Art.VISNING, FORMAAL))
@require_GET
def skaerm(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Kontrolarket; hver åbning skrives i historikken."""
    sag, ark = bestilt_kontrolark(omfang_af(request), sag_id)
    skriv_brug(sag, request.user, Handling.AABNET)
    skriv(request, _brug(sag, ark))
    return _svar(request, sag, ark, Adressebegrundelse())


@kraever(Ret.SAGER, log=(Art.AFSLOERING, FORMAAL))
@require_http_methods(["GET", "POST"])
def adresse(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Kontrolarket med beskyttede adresser vist, kun i dette svar og kun med en begrundelse."""
    if request.method == "GET":
        return redirect("kontrolark", sag_id)
    sag, ark = bestilt_kontrolark(omfang_af(request), sag_id)
    begrundelse = Adressebegrundelse(request.POST)
    if not begrundelse.is_valid():
        skriv(request, _brug(sag, ark, art=Art.VISNING))
        return _svar(request, sag, ark, begrundelse)
    grund = begrundelse.cleaned_data["begrundelse"]
    skriv_brug(sag, request.user, Handling.ADRESSE_VIST, grund)
    skriv(request, _brug(sag, ark, begrundelse=grund))
    return _svar(request, sag, ark, begrundelse, vis_adresse=True)


@kraever(Ret.SAGER, log=(Art.PDF, FORMAAL))
@require_GET
def pdf(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Kontrolarket som PDF; beskyttede adresser er maskerede."""
    sag, ark = bestilt_kontrolark(omfang_af(request), sag_id)
    indhold = kontrolark_som_pdf(sag, ark)
    skriv_brug(sag, request.user, Handling.HENTET_PDF, f"Udgave {ark.udgave}")
    skriv(request, _brug(sag, ark))
    svar = HttpResponse(indhold, content_type="application/pdf")
    svar["Content-Disposition"] = f'attachment; filename="kontrolark-{sag.sagsnr}.pdf"'
    svar["Cache-Control"] = "no-store"
    return svar


def _brug(sag: Sag, ark: Kontrolark, art: Art | None = None, begrundelse: str = "") -> Brug:
    """Alle, kontrolarket viser noget om: borgeren, ægtefællen og dem, hændelserne handler om."""
    aef = ark.indhold["aef"]
    personer = [sag.cpr, *([aef["cpr"]] if aef else []), *sag.udfald.values_list("cpr", flat=True)]
    return Brug(borgere=personer, sag=sag.pk, art=art, begrundelse=begrundelse)


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
