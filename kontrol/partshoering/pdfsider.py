"""Brevet som PDF: kladden, som den står i feltet, og det, der er sendt."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from adgang.opslagslog.arter import Art
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.models import Hoeringsbrev
from kontrol.partshoering.dokument import kladde_som_pdf, sendt_som_pdf
from kontrol.partshoering.forms import Brevform
from kontrol.partshoering.kladde import er_kladde
from kontrol.partshoering.konflikt import INTET_TILBAGE, Aendret, kan_hoeres
from kontrol.partshoering.opslag import Hoeringssag, find
from kontrol.partshoering.send import IntetTilbage, ny_frist, som_det_sendes
from kontrol.partshoering.sider import FORMAAL, log_pdf, vis_stop


@kraever(Ret.SAGER, log=(Art.PDF, FORMAAL))
@require_http_methods(["GET", "POST"])
def kladde(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Den gemte kladde; et POST viser teksten, som den står i feltet, uden at gemme den."""
    om = find(omfang_af(request), sag_id)
    hoering = om.hoering
    if not kan_hoeres(om.sag) or hoering is None or not er_kladde(hoering):
        raise Http404("Der er ingen kladde.")
    tekst = _skrevet(request) if request.method == "POST" else hoering.tekst
    nu = timezone.now()
    try:
        brev = som_det_sendes(om.sag, hoering, tekst, nu, ny_frist(hoering, timezone.localdate(nu)))
    except IntetTilbage:
        return vis_stop(request, om, Aendret("", INTET_TILBAGE, None), tekst)
    return _pdf(request, om, kladde_som_pdf(brev), "kladde")


def _skrevet(request: Indlogget) -> str:
    """Feltets tekst, renset som når den sendes; en ugyldig tekst vises ikke som brev."""
    form = Brevform(request.POST)
    form.full_clean()
    if "tekst" not in form.cleaned_data:
        raise Http404("Teksten kan ikke blive til et brev.")
    return str(form.cleaned_data["tekst"])


@kraever(Ret.SAGER, log=(Art.PDF, FORMAAL))
@require_GET
def sendt(request: Indlogget, sag_id: UUID, brev_id: UUID) -> HttpResponse:
    """Et brev, der er sendt."""
    omfang = omfang_af(request)
    om = find(omfang, sag_id)
    brev = (
        Hoeringsbrev.objects.i_kommune(omfang)
        .select_related("kommune", "partshoering__sag")
        .filter(pk=brev_id, partshoering__sag=om.sag)
        .first()
    )
    if brev is None:
        raise Http404("Brevet findes ikke.")
    return _pdf(request, om, sendt_som_pdf(brev), f"{brev.nr}")


def _pdf(request: Indlogget, om: Hoeringssag, indhold: bytes, hvilket: str) -> HttpResponse:
    log_pdf(request, om)
    svar = HttpResponse(indhold, content_type="application/pdf")
    navn = f"partshoering-{om.sag.sagsnr}-{hvilket}.pdf"
    svar["Content-Disposition"] = f'inline; filename="{navn}"'
    svar["Cache-Control"] = "no-store"
    return svar
