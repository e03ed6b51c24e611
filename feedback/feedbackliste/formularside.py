"""Formularens sider: tom, med fejl, ved konflikt, uden journal, og det registrerede."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget
from feedback.afslutning.post import fortryd_inden
from feedback.feedbackliste import kladde as kladder
from feedback.feedbackliste.forms import FeedbackForm
from feedback.feedbackliste.fortryd import kan_fortrydes
from feedback.feedbackliste.konflikt import beskriv, senest_set
from feedback.feedbackliste.opslag import overskrift
from feedback.feedbackliste.registrer import Ventende
from feedback.feedbackliste.skjult import tal
from feedback.models import Feedback
from kontrol.models import Bestilling, Partshoering
from kontrol.partshoering.afgoerelse import gaeldende
from kontrol.partshoering.status import Hoeringsstatus
from kontrol.partshoering.status import status as hoeringens_status


def formular(bestilling: Bestilling, **felter: Any) -> FeedbackForm:
    """Formularen til bestillingen, med den høring, sagen har nu."""
    return FeedbackForm(bestilling=bestilling, hoering=gaeldende(bestilling.sag), **felter)


def vis(
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
        "hoering": form.hoering,
        "hoeringsstatus": _hoeringsstatus(form.hoering),
        "token": ventende.token if ventende else uuid4(),
        "version": ventende.version if ventende else sag.version,
        "historik": tal(request, "historik") if ventende else senest_set(sag),
        "erstatter": bool(ventende and ventende.erstatter),
        **overskrift(sag),
        **mere,
    }
    return render(request, "feedback/feedback.html", indhold, status=status)


def _hoeringsstatus(hoering: Partshoering | None) -> Hoeringsstatus | None:
    return hoeringens_status(hoering, timezone.localdate()) if hoering else None


def _fejloverskrift(antal: int) -> str:
    return f"Feedback er ikke gemt endnu – ret {antal} {'felt' if antal == 1 else 'felter'}"


def vis_konflikt(
    request: Indlogget, bestilling: Bestilling, form: FeedbackForm, ventende: Ventende
) -> HttpResponse:
    """Sig, hvem der ændrede hvad og hvornår, og behold brugerens tekst."""
    bestilling.sag.refresh_from_db()
    aendret = beskriv(bestilling.sag, request.user)
    if not aendret.kan_erstattes:
        _skriv_visning(request, bestilling)
        indhold = {"sag": bestilling.sag, "aendret": aendret}
        return render(request, "feedback/borte.html", indhold, status=409)
    if aendret.egen and aendret.lukket and (gemt := _samme_svar(bestilling, form)):
        return vis_registreret(request, bestilling, gemt, selv_lukket=aendret.naar)
    nyt = {
        "version": aendret.version,
        "historik": senest_set(bestilling.sag),
        "token": uuid4(),
        "erstatter": False,
    }
    return vis(request, bestilling, form, ventende, status=409, aendret=aendret, **nyt)


def _samme_svar(bestilling: Bestilling, form: FeedbackForm) -> Feedback | None:
    """Det registrerede, når formularen siger netop det samme; så er der intet at vælge imellem."""
    gemte = Feedback.objects.i_kommune(bestilling.kommune_id).filter(bestilling=bestilling)
    gemt, svar = gemte.select_related("bruger", "partshoering").first(), form.svar()
    if gemt is None or svar.fredet_til:
        return None
    ens = all(getattr(gemt, navn) == vaerdi for navn, vaerdi in svar.felter().items())
    return gemt if ens else None


def vis_ikke_journaliseret(
    request: Indlogget, bestilling: Bestilling, form: FeedbackForm, ventende: Ventende, grund: str
) -> HttpResponse:
    """Sig, at resultatet venter på journalen; teksten ligger i felterne og som kladde."""
    try:
        kladde = kladder.gem(bestilling, request.user, form.data)
    except kladder.KanIkkeGemmes:
        kladde = None  # fx ved rettelse af et lukket resultat; teksten er stadig i felterne
    mere = {"ikke_journaliseret": grund, "gemt_kladde": kladde}
    return vis(request, bestilling, form, ventende, status=409, **mere)


def vis_registreret(
    request: Indlogget,
    bestilling: Bestilling,
    registrering: Feedback | None,
    *,
    selv_lukket: datetime | None = None,
) -> HttpResponse:
    """Det registrerede resultat, og hvad der endnu kan gøres ved det.

    ``selv_lukket`` er, hvornår brugeren lukkede sagen, når hun netop har trykket det samme igen.
    """
    _skriv_visning(request, bestilling)
    egen = registrering is not None and kan_fortrydes(registrering, request.user)
    indhold = {
        "registrering": registrering,
        "kan_fortrydes": egen,
        "selv_lukket": selv_lukket,
        "fortryd_inden": fortryd_inden(registrering) if registrering else None,
        "sag": bestilling.sag,
        **overskrift(bestilling.sag),
    }
    return render(request, "feedback/registreret.html", indhold)


def _skriv_visning(request: Indlogget, bestilling: Bestilling) -> None:
    skriv(request, Brug(borgere=[bestilling.sag.cpr], sag=bestilling.sag_id))
