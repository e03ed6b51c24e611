"""Et tryk på Gem eller Henlæg: fra den prøvede formular til resultatet og vejen videre."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, omfang_af
from feedback.feedbackliste.forms import FeedbackForm
from feedback.feedbackliste.formularside import vis, vis_ikke_journaliseret, vis_konflikt
from feedback.feedbackliste.liste import naeste_sag
from feedback.feedbackliste.registrer import (
    KAN_FAA_FEEDBACK,
    IkkeHoert,
    IkkeJournaliseret,
    Konflikt,
    registrer,
)
from feedback.feedbackliste.skjult import ventende
from feedback.feedbackliste.svar import Svar
from feedback.models import Feedback, Resultat
from kontrol.journalisering.poster import sikr
from kontrol.models import Bestilling
from samkoering.models import Sag

HENLAGT = "henlagt"
"""Sessionens nøgle til den seneste henlæggelse; id'et siger intet om borgeren."""


def registrer_og_videre(
    request: Indlogget, bestilling: Bestilling, form: FeedbackForm, *, til: str
) -> HttpResponse:
    """Registrér det prøvede svar, og gå videre; eller vis formularen med det, der kom i vejen.

    ``til`` er ``naeste`` eller navnet på den liste, der vises bagefter.
    """
    trykket = ventende(request, bestilling)
    try:
        feedback = _gem(request, bestilling, form.svar())
    except Konflikt:
        return vis_konflikt(request, bestilling, form, trykket)
    except IkkeHoert as fejl:
        form.add_error("resultat", str(fejl))
        return vis(request, bestilling, form, trykket, status=422)
    except IkkeJournaliseret as fejl:
        return vis_ikke_journaliseret(request, bestilling, form, trykket, str(fejl))
    _sig_hvad_der_skete(request, feedback)
    return _til_naeste(request, feedback.sag) if til == "naeste" else redirect(til)


def _gem(request: Indlogget, bestilling: Bestilling, svar: Svar) -> Feedback:
    """Få kontrolarket i journalen, registrér resultatet, og skriv det i opslagsloggen.

    Arket leveres, før sagen tages: at vente på journalen må ikke holde sagen låst for kolleger.
    """
    if bestilling.sag.tilstand not in KAN_FAA_FEEDBACK:
        raise Konflikt
    sikr(bestilling.sag, request.user)
    feedback = registrer(ventende(request, bestilling), svar)
    skriv(request, Brug(art=Art.AENDRING, borgere=[bestilling.sag.cpr], sag=bestilling.sag_id))
    return feedback


def _sig_hvad_der_skete(request: Indlogget, feedback: Feedback) -> None:
    """En henlæggelse kan fortrydes, så dens besked bliver stående (``henlagt_besked``)."""
    if feedback.resultat == Resultat.HENLAGT_VISITERING:
        request.session[HENLAGT] = str(feedback.pk)
        return
    sagsnr = feedback.sag.sagsnr
    messages.success(request, f"Feedback på {sagsnr} er registreret, og sagen er lukket.")


def _til_naeste(request: Indlogget, sag: Sag) -> HttpResponse:
    naeste = naeste_sag(omfang_af(request), request.user, sag)
    return redirect("kontrolark", naeste) if naeste else redirect("prioriteringsliste")
