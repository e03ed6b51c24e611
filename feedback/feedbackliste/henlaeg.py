"""Henlæg i visitering med én tast, og fortryd det igen."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from adgang.egen_adresse import egen_adresse
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.feedbackliste.formularside import formular
from feedback.feedbackliste.fortryd import KanIkkeFortrydes
from feedback.feedbackliste.fortryd import fortryd as goer_om
from feedback.feedbackliste.opslag import find_bestilling
from feedback.feedbackliste.tryk import HENLAGT, registrer_og_videre
from feedback.models import Resultat
from kontrol.kladdesvar import vil_have_json
from kontrol.lister.ider import laes_id
from samkoering.models import Sagstilstand

FORMAAL = "§ 10-opfølgning: resultat af sag"
I_HOERING = (
    "Borgeren er ved at blive partshørt, så sagen kan ikke henlægges med én tast. Vælg resultatet "
    "her, når høringen er slut."
)


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def henlaeg(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Henlæg sagen i visitering, og gå til næste sag, eller til listen med ``retur``."""
    bestilling = find_bestilling(sag_id, omfang_af(request))
    if bestilling.sag.tilstand == Sagstilstand.PARTSHOERING:
        messages.warning(request, I_HOERING)
        return redirect("feedback", sag_id)
    form = formular(bestilling, data={"resultat": Resultat.HENLAGT_VISITERING.value})
    form.full_clean()
    til = "prioriteringsliste" if request.POST.get("retur") == "liste" else "naeste"
    return registrer_og_videre(request, bestilling, form, til=til)


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def fortryd(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Genåbn den sag, brugeren selv henlagde, og vis dens kontrolark."""
    bestilling = find_bestilling(sag_id, omfang_af(request))
    token = laes_id(request.POST.get("token", "")) or uuid4()
    try:
        sag = goer_om(sag_id, token, request.user, omfang_af(request))
    except KanIkkeFortrydes as fejl:
        messages.error(request, str(fejl))
        return redirect("feedback", sag_id)
    request.session.pop(HENLAGT, None)
    skriv(request, Brug(borgere=[sag.cpr], sag=sag.pk, kriterium="Henlæggelse fortrudt"))
    messages.success(
        request, f"Henlæggelsen af {sag.sagsnr} er fortrudt. Sagen er åben igen, og fristen gælder."
    )
    return redirect("kontrolark", bestilling.sag_id)


@kraever(Ret.SAGER, uden_log="lukker en besked og viser intet om borgeren")
@require_POST
def luk_besked(request: Indlogget) -> HttpResponse:
    """Luk beskeden om henlæggelsen, og bliv på siden; henlæggelsen står ved magt.

    Har brugeren henlagt en sag mere i en anden fane, bliver den nye besked stående.
    """
    if request.POST.get("henlagt") == request.session.get(HENLAGT):
        request.session.pop(HENLAGT, None)
    if vil_have_json(request):
        return HttpResponse(status=204)
    return redirect(egen_adresse(request, request.POST.get("retur", "")))
