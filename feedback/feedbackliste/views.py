"""Feedbackformularens side."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from adgang.opslagslog.arter import Art
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.feedbackliste import kladde as kladder
from feedback.feedbackliste.formularside import formular, vis, vis_registreret
from feedback.feedbackliste.opslag import find_bestilling
from feedback.feedbackliste.skjult import ventende
from feedback.feedbackliste.tryk import registrer_og_videre
from feedback.feedbackliste.udgangspunkt import som_skrevet, udgangspunkt
from feedback.models import Feedback
from kontrol.models import UNDER_BEHANDLING, Bestilling
from samkoering.models import AFSLUTTENDE_TILSTANDE

FORMAAL = "§ 10-opfølgning: resultat af sag"


@kraever(Ret.SAGER, log=(Art.VISNING, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Vis formularen eller det registrerede; et POST registrerer resultatet.

    ``?ret`` viser formularen med det, der er registreret, så et forkert resultat kan rettes.
    """
    bestilling = find_bestilling(sag_id, omfang_af(request))
    if request.method == "POST":
        return _gem(request, bestilling)
    if bestilling.sag.tilstand in AFSLUTTENDE_TILSTANDE:
        return _vis_lukket(request, bestilling)
    if bestilling.sag.tilstand not in UNDER_BEHANDLING:
        raise Http404("Sagen findes ikke.")
    kladde = kladder.find(bestilling, request.user)
    start = udgangspunkt(kladde, request.GET.get("resultat"))
    return vis(request, bestilling, formular(bestilling, initial=start), kladde=kladde)


def _vis_lukket(request: Indlogget, bestilling: Bestilling) -> HttpResponse:
    gemte = Feedback.objects.i_kommune(bestilling.kommune_id).filter(bestilling=bestilling)
    gemt = gemte.select_related("bruger", "partshoering").first()
    if gemt is None or "ret" not in request.GET:
        return vis_registreret(request, bestilling, gemt)
    rettes = formular(bestilling, initial=som_skrevet(gemt))
    return vis(request, bestilling, rettes, rettes_af=gemt)


def _gem(request: Indlogget, bestilling: Bestilling) -> HttpResponse:
    form = formular(bestilling, data=request.POST)
    if not form.is_valid():
        return vis(request, bestilling, form, ventende(request, bestilling), status=422)
    til = "naeste" if "naeste" in request.POST else "feedbackliste"
    return registrer_og_videre(request, bestilling, form, til=til)
