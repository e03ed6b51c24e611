"""Telefonens egne adresser: skallen, arbejderen, dagens stop og et gem.

Skallen og arbejderen rummer ingen borgere og må ligge i telefonen. Dagens stop hentes som JSON og
gemmes kun krypteret, til dagen er slut, listen lukkes, eller brugeren logger af.
"""

from __future__ import annotations

import hmac
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from hjemmebesoeg import formaal
from hjemmebesoeg.doeren.forms import Doerform, som_skrevet
from hjemmebesoeg.doeren.registrer import FELTER, StoppetErVaek, Udfald, registrer
from hjemmebesoeg.doeren.views import KOERT
from hjemmebesoeg.liste.opslag import find_liste, find_stop, til_turen
from hjemmebesoeg.models import Koereliste, Listetilstand, Stop

FILER = (
    *("css/skrift.css", "byg/css/dkfds.css", "css/app.css", "css/koerelister.css"),
    *("js/tur.js", "js/turlager.js", "byg/img/logo.svg"),
    *(f"byg/skrift/IBMPlexSans-{vaegt}-Latin1.woff2" for vaegt in ("Regular", "SemiBold")),
)
"""Det, skallen skal bruge uden netværk."""
_INGEN_BORGERE = "Skallen og dens script; ingen borgere"
_STATUS = {Udfald.GEMT: 200, Udfald.IGEN: 200, Udfald.KONFLIKT: 409, Udfald.LUKKET: 410}


@kraever(Ret.KOERELISTER, uden_log=_INGEN_BORGERE)
@require_safe
def skal(request: Indlogget) -> HttpResponse:
    """Telefonens side uden indhold; scriptet fylder den."""
    return render(request, "hjemmebesoeg/tur.html")


@kraever(Ret.KOERELISTER, uden_log=_INGEN_BORGERE)
@require_safe
def arbejder(request: Indlogget) -> HttpResponse:
    """Arbejderen bag siden; den ligger under /koerelister/ og kan derfor kun svare dér."""
    felter = {"filer": [static(navn) for navn in FILER]}
    return render(
        request, "hjemmebesoeg/arbejder.js", felter, content_type="text/javascript; charset=utf-8"
    )


@kraever(Ret.KOERELISTER, log=(Art.EKSPORT, formaal.TELEFON))
@require_safe
def data(request: Indlogget, liste_id: UUID) -> HttpResponse:
    """Dagens stop til telefonen; beskyttede adresser er ikke med."""
    liste = find_liste(request, liste_id)
    stop, udeladt = til_turen(liste) if liste.tilstand == Listetilstand.KLADDE else ([], 0)
    skriv(request, Brug([et.sag.cpr for et in stop]))
    if liste.tilstand != Listetilstand.KLADDE:
        return _json({"fejl": KOERT}, 410)
    return _json(
        {
            "liste": {"id": str(liste.pk), "nr": liste.nr, "omraade": liste.omraade,
                      "dag": f"{liste.dag:%d-%m-%Y}", "udeladt": udeladt},
            "udloeber": _dagens_slut().isoformat(),
            "binding": _binding(request, liste),
            "csrf": get_token(request),
            "stop": [_stop(et) for et in stop],
        }
    )  # fmt: skip


@kraever(Ret.KOERELISTER, log=(Art.AENDRING, formaal.DOEREN))
@require_POST
def gem(request: Indlogget, liste_id: UUID, stop_id: UUID) -> HttpResponse:
    """Et gem fra telefonen. Det samme token igen ændrer intet."""
    et = find_stop(find_liste(request, liste_id), stop_id)
    form, laas = Doerform(request.POST, dag=et.liste.dag), _Laas(request.POST)
    skriv(request, Brug([et.sag.cpr]))
    if not laas.is_valid():
        return _json({"fejl": "Stoppet kunne ikke gemmes. Hent listen igen."}, 400)
    if not form.is_valid():
        fejl = {navn: [str(en) for en in hver] for navn, hver in form.errors.items()}
        return _json({"felter": fejl}, 422)
    valgt = laas.cleaned_data
    try:
        svar = registrer(et, request.user, valgt["version"], valgt["token"], form.cleaned_data)
    except StoppetErVaek:
        return _json({"fejl": KOERT}, 410)
    udfyldt: dict[str, Any] = {"stop": _stop(svar.stop)}
    if svar.udfald == Udfald.LUKKET:
        udfyldt = {"fejl": KOERT}
    elif svar.udfald == Udfald.KONFLIKT and svar.stop.registreret_af and svar.stop.registreret:
        tid = timezone.localtime(svar.stop.registreret)
        udfyldt |= {"hvem": svar.stop.registreret_af.navn, "hvornaar": f"{tid:%d-%m-%Y kl. %H.%M}"}
    return _json(udfyldt, _STATUS[svar.udfald])


class _Laas(forms.Form):
    version = forms.IntegerField(min_value=0)
    token = forms.UUIDField()


def _stop(et: Stop) -> dict[str, Any]:
    """Navn, adresse og sagsnummer, og det noterede; intet andet om borgeren."""
    noteret = som_skrevet({felt: getattr(et, felt) for felt in FELTER}) if et.registreret else None
    return {
        "id": str(et.pk),
        "nr": et.orden,
        "navn": et.navn,
        "adresse": et.adresse,
        "sag": et.sag.sagsnr,
        "version": et.version,
        "noteret": noteret,
    }


def _binding(request: Indlogget, liste: Koereliste) -> str:
    """Det, telefonens lager hører til: bruger, liste og dag. Passer det ikke, tømmes det."""
    emne = f"{request.user.reference}|{liste.pk}|{timezone.localdate()}"
    noegle = f"hjemmebesoeg.binding|{settings.SECRET_KEY}".encode()
    return hmac.new(noegle, emne.encode(), sha256).hexdigest()


def _dagens_slut() -> datetime:
    """Midnat: så længe må telefonen gemme dagens stop."""
    i_morgen = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(i_morgen, time.min))


def _json(indhold: dict[str, Any], status: int = 200) -> JsonResponse:
    svar = JsonResponse(indhold, status=status)
    svar["Cache-Control"] = "no-store"
    return svar
