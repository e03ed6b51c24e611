"""Feedbacklistens sider."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.feedbackliste.forms import FeedbackForm
from feedback.feedbackliste.konflikt import beskriv, gaeldende_version, senest_set
from feedback.feedbackliste.liste import hent, mangler_feedback
from feedback.feedbackliste.opslag import find_bestilling, overskrift
from feedback.feedbackliste.registrer import Konflikt, Ventende, registrer
from feedback.models import Feedback, Resultat
from kontrol.bestillingsliste.views import laes_id
from kontrol.models import UNDER_BEHANDLING, Bestilling
from kontrol.prioriteringsliste.liste import aeldste, mine
from samkoering.models import AFSLUTTENDE_TILSTANDE


@kraever(Ret.SAGER, log=(Art.LISTE, "§ 10-opfølgning: sager, der mangler feedback"))
@require_safe
def liste(request: Indlogget) -> HttpResponse:
    """Sager i gang uden resultat, den længst bestilte først."""
    omfang, teamet = omfang_af(request), request.GET.get("vis") == "teamet"
    raekker = hent(omfang, request.user, hele_teamet=teamet)
    skriv(
        request,
        Brug(
            borgere=[r.sag.cpr for r in raekker], kriterium="vis=teamet" if teamet else "vis=mine"
        ),
    )
    indhold = {
        "raekker": raekker,
        "vis": "teamet" if teamet else "mine",
        "mine_antal": mine(omfang, request.user).count(),
        "mangler": mangler_feedback(omfang),
    }
    return render(request, "feedback/feedbackliste.html", indhold)


@kraever(Ret.SAGER, log=(Art.VISNING, "§ 10-opfølgning: resultat af sag"))
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Vis formularen eller det registrerede; et POST registrerer resultatet."""
    bestilling = find_bestilling(sag_id, omfang_af(request))
    if request.method == "POST":
        return _gem(request, bestilling)
    if bestilling.sag.tilstand in AFSLUTTENDE_TILSTANDE:
        return _vis_registreret(request, bestilling)
    if bestilling.sag.tilstand not in UNDER_BEHANDLING:
        raise Http404("Sagen findes ikke.")
    oensket = request.GET.get("resultat")
    start = {"resultat": oensket} if oensket in Resultat.values else {}
    return _vis(request, bestilling, FeedbackForm(initial=start, bestilling=bestilling))


def _gem(request: Indlogget, bestilling: Bestilling) -> HttpResponse:
    form = FeedbackForm(request.POST, bestilling=bestilling)
    ventende = _ventende(request, bestilling)
    if not form.is_valid():
        return _vis(request, bestilling, form, ventende, status=422)
    try:
        registrer(ventende, form.svar())
    except Konflikt:
        return _vis_konflikt(request, bestilling, form, ventende)
    skriv(request, Brug(art=Art.AENDRING, borgere=[bestilling.sag.cpr], sag=bestilling.sag_id))
    sagsnr = bestilling.sag.sagsnr
    messages.success(request, f"Feedback på {sagsnr} er registreret, og sagen er lukket.")
    return _videre(request)


def _ventende(request: Indlogget, bestilling: Bestilling) -> Ventende:
    """Trykket på knappen; ulæselige felter giver version 0, som ingen sag under behandling har."""
    set_version, set_haendelse = _tal(request, "version"), _tal(request, "historik")
    return Ventende(
        sag=bestilling.sag_id,
        bruger=request.user,
        omfang=omfang_af(request),
        version=gaeldende_version(bestilling.sag, set_version, set_haendelse),
        token=laes_id(request.POST.get("token", "")) or uuid4(),
        erstatter="erstat" in request.POST,
    )


def _tal(request: Indlogget, felt: str) -> int:
    tekst = request.POST.get(felt, "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 19 else 0


def _videre(request: Indlogget) -> HttpResponse:
    """Til næste sag, når brugeren bad om det og har en; ellers til listen."""
    if "naeste" not in request.POST:
        return redirect("feedbackliste")
    naeste = aeldste(omfang_af(request), request.user)
    return redirect("kontrolark", naeste) if naeste else redirect("prioriteringsliste")


def _vis(
    request: Indlogget,
    bestilling: Bestilling,
    form: FeedbackForm,
    ventende: Ventende | None = None,
    *,
    status: int = 200,
    **mere: Any,
) -> HttpResponse:
    """Formularen; en ny visning efter fejl holder fast i det, brugeren først så."""
    sag = bestilling.sag
    _skriv_visning(request, bestilling)
    indhold = {
        "form": form,
        "fejloverskrift": _fejloverskrift(len(form.errors)),
        "sag": sag,
        "bestilling": bestilling,
        "token": ventende.token if ventende else uuid4(),
        "version": ventende.version if ventende else sag.version,
        "historik": _tal(request, "historik") if ventende else senest_set(sag),
        **overskrift(sag),
        **mere,
    }
    return render(request, "feedback/feedback.html", indhold, status=status)


def _fejloverskrift(antal: int) -> str:
    return f"Feedback er ikke gemt endnu – ret {antal} {'felt' if antal == 1 else 'felter'}"


def _vis_konflikt(
    request: Indlogget, bestilling: Bestilling, form: FeedbackForm, ventende: Ventende
) -> HttpResponse:
    """Sig, hvem der ændrede hvad og hvornår, og behold brugerens tekst."""
    bestilling.sag.refresh_from_db()
    aendret = beskriv(bestilling.sag, request.user)
    if not aendret.kan_erstattes:
        _skriv_visning(request, bestilling)
        return render(
            request,
            "feedback/borte.html",
            {"sag": bestilling.sag, "aendret": aendret},
            status=409,
        )
    nyt = {"version": aendret.version, "historik": senest_set(bestilling.sag), "token": uuid4()}
    return _vis(request, bestilling, form, ventende, status=409, aendret=aendret, **nyt)


def _vis_registreret(request: Indlogget, bestilling: Bestilling) -> HttpResponse:
    _skriv_visning(request, bestilling)
    gemte = Feedback.objects.i_kommune(bestilling.kommune_id).filter(bestilling=bestilling)
    indhold = {
        "registrering": gemte.select_related("bruger").first(),
        "sag": bestilling.sag,
        **overskrift(bestilling.sag),
    }
    return render(request, "feedback/registreret.html", indhold)


def _skriv_visning(request: Indlogget, bestilling: Bestilling) -> None:
    skriv(request, Brug(borgere=[bestilling.sag.cpr], sag=bestilling.sag_id))
