"""Sessionsvagten: en session, der er lukket eller for gammel, er ikke en session."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from adgang.api.kald import er_api
from adgang.models import Bruger
from adgang.sessioner import forloeb


class Sessionsvagt:
    """Logger den af, hvis session ikke længere gælder; døren viser derefter log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Prøv sessionen, og notér, at den blev brugt."""
        if isinstance(request.user, Bruger) and not er_api(request):
            _proev(request)
        return self.get_response(request)


def _proev(request: HttpRequest) -> None:
    sessionen, nu = forloeb.find(request), timezone.now()
    if sessionen is None:
        logout(request)
        return
    if fordi := forloeb.udloebet(sessionen, nu):
        forloeb.luk(sessionen, fordi)
        logout(request)
        request.session["udloebet"] = fordi.value
        return
    request.brugersession = sessionen  # type: ignore[attr-defined]
    if not _spoerger_kun(request):
        forloeb.brugt(sessionen, nu)


def _spoerger_kun(request: HttpRequest) -> bool:
    """Sidens egne forespørgsler, om tiden eller om fremdrift, er ikke brug.

    Hovedet kan enhver sende; det kan kun gøre sessionen kortere.
    """
    egen = request.headers.get("X-Sidens-Egen") == "ja"
    return request.method == "GET" and (egen or request.path_info == reverse("adgang:session"))
