"""Netværksvagten: hver forespørgsel prøves, også efter log-in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from adgang.api.kald import er_api
from adgang.api.problem import problem
from adgang.lejer import UDEN_DATABASE
from adgang.models import Bruger
from adgang.netvaerk.tilladt import tilladt_for, tilladt_for_nogen


class Netvaerksvagt:
    """Svarer 403 til den, der ikke kommer fra et tilladt netværk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Send videre eller afvis; sundhedsadresserne skal kunne spørges af driften selv."""
        if request.path_info.startswith(UDEN_DATABASE) or _tilladt(request):
            return self.get_response(request)
        request.afvist_fordi = "netværk"  # type: ignore[attr-defined]
        if er_api(request):
            return problem(request, "netvaerk")
        return render(request, "adgang/netvaerk_afvist.html", status=403)


def _tilladt(request: HttpRequest) -> bool:
    ip: str = getattr(request, "klient_ip", "")
    bruger = request.user
    return tilladt_for(bruger, ip) if isinstance(bruger, Bruger) else tilladt_for_nogen(ip)
