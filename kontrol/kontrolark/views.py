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
from kontrol.journalisering.panel import journalpanel
from kontrol.kontrolark.dokument import kontrolark_som_pdf
from kontrol.kontrolark.forms import Adressebegrundelse
from kontrol.kontrolark.husstand import Husstand, husstand
from kontrol.kontrolark.log import skriv_brug
from kontrol.kontrolark.naervaer import naervaer
from kontrol.kontrolark.opslag import bestilt_kontrolark, naboer
from kontrol.kontrolark.tidslinje import tidslinje
from kontrol.kontrolark.visning import arkvisning
from kontrol.partshoering.panel import hoeringspanel
from samkoering.models import Handling, Kontrolark, Sag

FORMAAL = "§ 10-opfølgning: visitering af sag"


@kraever(Ret.SAGER, log=(Art.VISNING, FORMAAL))
@require_GET
def skaerm(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Kontrolarket; hver åbning skrives i historikken."""
    sag, ark = bestilt_kontrolark(omfang_af(request), sag_id)
    skriv_brug(sag, request.user, Handling.AABNET, ark=ark)
    hjem = husstand(omfang_af(request), ark)
    skriv(request, _brug(sag, ark, hjem))
    return _svar(request, sag, ark, hjem, Adressebegrundelse())


@kraever(Ret.SAGER, log=(Art.AFSLOERING, FORMAAL))
@require_http_methods(["GET", "POST"])
def adresse(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Kontrolarket med beskyttede adresser vist, kun i dette svar og kun med en begrundelse."""
    if request.method == "GET":
        return redirect("kontrolark", sag_id)
    sag, ark = bestilt_kontrolark(omfang_af(request), sag_id)
    hjem, begrundelse = husstand(omfang_af(request), ark), Adressebegrundelse(request.POST)
    if not begrundelse.is_valid():
        skriv(request, _brug(sag, ark, hjem, art=Art.VISNING))
        return _svar(request, sag, ark, hjem, begrundelse)
    grund = begrundelse.cleaned_data["begrundelse"]
    skriv_brug(sag, request.user, Handling.ADRESSE_VIST, grund, ark=ark)
    skriv(request, _brug(sag, ark, hjem, begrundelse=grund))
    return _svar(request, sag, ark, hjem, begrundelse, vis_adresse=True)


@kraever(Ret.SAGER, log=(Art.PDF, FORMAAL))
@require_GET
def pdf(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Kontrolarket som PDF; beskyttede adresser er maskerede."""
    sag, ark = bestilt_kontrolark(omfang_af(request), sag_id)
    indhold = kontrolark_som_pdf(sag, ark)
    skriv_brug(sag, request.user, Handling.HENTET_PDF, f"Udgave {ark.udgave}", ark=ark)
    skriv(request, _brug(sag, ark))
    svar = HttpResponse(indhold, content_type="application/pdf")
    svar["Content-Disposition"] = f'attachment; filename="kontrolark-{sag.sagsnr}.pdf"'
    svar["Cache-Control"] = "no-store"
    return svar


def _brug(
    sag: Sag,
    ark: Kontrolark,
    hjem: Husstand | None = None,
    art: Art | None = None,
    begrundelse: str = "",
) -> Brug:
    """Alle, siden viser noget om: borgeren, ægtefællen og dem, begges hændelser handler om."""
    aef = ark.indhold["aef"]
    personer = [sag.cpr, *([aef["cpr"]] if aef else []), *sag.udfald.values_list("cpr", flat=True)]
    personer += hjem.personer if hjem else ()
    return Brug(borgere=personer, sag=sag.pk, art=art, begrundelse=begrundelse)


def _svar(
    request: Indlogget,
    sag: Sag,
    ark: Kontrolark,
    hjem: Husstand | None,
    form: Adressebegrundelse,
    *,
    vis_adresse: bool = False,
) -> HttpResponse:
    felter = {
        "sag": sag,
        "udgave": ark,
        "ark": arkvisning(ark, vis_adresse=vis_adresse),
        "naboer": naboer(request.user, sag),
        "husstand": hjem,
        "tidslinje": tidslinje(sag),
        "journal": journalpanel(sag),
        "hoering": hoeringspanel(sag),
        "naervaer": naervaer(sag, request.user),
        "form": form,
    }
    fejl = form.is_bound and not form.is_valid()
    status = 422 if fejl else 200
    return render(request, "kontrol/kontrolark/skaerm.html", felter, status=status)
