"""Siden for et stop; den virker uden script og på en lille skærm."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from hjemmebesoeg import formaal
from hjemmebesoeg.doeren.forms import Doerform, som_skrevet
from hjemmebesoeg.doeren.registrer import FELTER, StoppetErVaek, Udfald, registrer
from hjemmebesoeg.kandidater.find import beskyttede_nu
from hjemmebesoeg.liste.opslag import find_liste, find_stop
from hjemmebesoeg.models import Listetilstand, Stop

KOERT = "Turen er afsluttet, og stoppet kan ikke længere rettes. Intet er ændret."


@kraever(Ret.KOERELISTER, log=(Art.VISNING, formaal.DOEREN))
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Indlogget, liste_id: UUID, stop_id: UUID) -> HttpResponse:
    """Vis stoppet, eller gem det, der blev noteret ved døren."""
    et = find_stop(find_liste(request, liste_id), stop_id)
    form = Doerform(
        request.POST if request.method == "POST" else None,
        initial=_begyndelse(et),
        dag=et.liste.dag,
    )
    if request.method != "POST" or not form.is_valid():
        return _siden(request, et, form)
    try:
        svar = registrer(et, request.user, *_laas(request), form.cleaned_data)
    except StoppetErVaek:
        skriv(request, Brug([et.sag.cpr]))
        messages.warning(request, KOERT)
        return redirect("koerelister")
    if svar.udfald == Udfald.KONFLIKT:
        return _siden(request, svar.stop, form, konflikt=True)
    skriv(request, Brug([et.sag.cpr], art=Art.AENDRING))
    if svar.udfald == Udfald.LUKKET:
        messages.warning(request, KOERT)
    else:
        messages.success(request, f"Stop {et.orden} er noteret.")
    return redirect("koereliste", et.liste_id)


def _laas(request: Indlogget) -> tuple[int, UUID]:
    """Den version, brugeren så, og trykkets token; er de ødelagt, passer de på intet."""
    felter = forms.IntegerField(min_value=0), forms.UUIDField()
    try:
        version, token = (
            felt.clean(request.POST.get(navn))
            for felt, navn in zip(felter, ("version", "token"), strict=True)
        )
    except forms.ValidationError:
        return -1, uuid4()
    return version, token


def _begyndelse(et: Stop) -> dict[str, Any]:
    """Det noterede, eller dagen og klokken lige nu."""
    if et.registreret is not None:
        return som_skrevet({felt: getattr(et, felt) for felt in FELTER})
    nu = timezone.localtime()
    return {"besoegt": max(nu.date(), et.liste.dag), "klokken": f"{nu:%H.%M}"}


def _siden(request: Indlogget, et: Stop, form: Doerform, *, konflikt: bool = False) -> HttpResponse:
    skriv(request, Brug([et.sag.cpr]))
    beskyttet = et.pk in beskyttede_nu(et.kommune_id, [et])
    gemt = som_skrevet({felt: getattr(et, felt) for felt in FELTER})
    felter = {
        "liste": et.liste,
        "stop": et,
        "form": form,
        "beskyttet": beskyttet,
        "skjult": beskyttet and not et.beskyttet,
        "kan_noteres": et.liste.tilstand == Listetilstand.KLADDE,
        "token": uuid4(),
        "konflikt": konflikt,
        "gemt": [(form.fields[navn].label, svar) for navn, svar in gemt.items()],
    }
    status = 409 if konflikt else 422 if form.errors else 200
    return render(request, "hjemmebesoeg/stop.html", felter, status=status)
