"""Døren: lukket, medmindre alt passer.

Afgørelsen falder ét sted, før viewet kaldes: bekræftet med anden faktor, en rolle med retten, en
kommune, hvis rollen kræver en, og en adgangskode, der er brugerens egen. Netværket er prøvet i
``adgang.netvaerk``, sessionens alder i ``adgang.sessioner``, en API-klients nøgle i ``adgang.api``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from adgang.api.kald import er_api, klient_i
from adgang.api.klienter import Afvist
from adgang.api.problem import problem
from adgang.egen_adresse import hertil
from adgang.models import Bruger
from adgang.opslagslog.skriv import har_skrevet
from adgang.rettigheder import AABEN, LOGINDTRIN, Adgangskrav, Apikrav
from adgang.roller import indhold


class UlogetOpslag(RuntimeError):
    """Siden svarede med personoplysninger uden at skrive det i opslagsloggen."""


class Doer:
    """Afviser enhver side uden erklæring og enhver bruger, erklæringen ikke gælder for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Send videre, og hold svaret tilbage, hvis opslaget ikke kom i loggen."""
        if er_api(request) and klient_i(request) is None:
            return problem(request, getattr(request, "api_afvist", Afvist.MANGLER))
        svar = self.get_response(request)
        krav = getattr(request, "krav", None)
        if krav and krav.log and 200 <= svar.status_code < 300 and not har_skrevet(request):
            raise UlogetOpslag("Svaret er holdt tilbage: opslaget står ikke i opslagsloggen.")
        return svar

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """``None`` lukker ind; ellers et svar eller ``PermissionDenied``."""
        adgang = getattr(view, "adgang", None)
        if er_api(request) or isinstance(adgang, Apikrav):
            return _afgoer_api(request, adgang)
        if adgang == AABEN:
            return None
        if adgang == LOGINDTRIN:
            return None if isinstance(request.user, Bruger) else _til_log_in(request)
        if not isinstance(adgang, Adgangskrav):
            raise PermissionDenied("Siden har ikke erklæret, hvem der må se den.")
        return _afgoer(request, adgang)


def _afgoer(request: HttpRequest, krav: Adgangskrav) -> HttpResponse | None:
    bruger = request.user
    if not isinstance(bruger, Bruger):
        return _til_log_in(request)
    if bruger.otp_device is None:
        return redirect("adgang:kode")
    if bruger.skal_skifte_adgangskode:
        return redirect("adgang:ny_adgangskode")
    afvis_uden_ret(bruger, krav)
    request.krav = krav  # type: ignore[attr-defined]
    return None


def _afgoer_api(request: HttpRequest, krav: object) -> HttpResponse | None:
    """Under ``/api/`` gælder kun endepunkter, og endepunkter gælder kun dér."""
    klient, bruger = klient_i(request), request.user
    if not isinstance(krav, Apikrav) or klient is None or not isinstance(bruger, Bruger):
        raise PermissionDenied("Siden har ikke erklæret, hvilke klienter der må kalde den.")
    afvis_uden_ret(bruger, krav)
    if krav.omfang is not None and krav.omfang not in klient.omfang:
        request.afvist_fordi = f"omfanget {krav.omfang} mangler"  # type: ignore[attr-defined]
        return problem(request, "omfang_mangler", omfang=krav.omfang)
    request.krav = krav  # type: ignore[attr-defined]
    return None


def afvis_uden_ret(bruger: Bruger, krav: Adgangskrav) -> None:
    """Kast ``PermissionDenied``, når rollen ikke har retten, eller kommunen mangler."""
    rollen = indhold(bruger.rolle)
    if krav.ret not in rollen.rettigheder:
        raise PermissionDenied("Rollen giver ikke adgang.")
    if rollen.kraever_kommune and bruger.kommune_id is None:
        raise PermissionDenied("Brugeren hører ikke til en kommune.")


def _til_log_in(request: HttpRequest) -> HttpResponse:
    # Kun en side, der kan hentes igen, er værd at komme tilbage til; resten er tabt.
    if request.method not in ("GET", "HEAD"):
        return redirect(f"{reverse('adgang:log_ind')}?tabt=ja")
    return redirect_to_login(hertil(request))
