"""Den forkerte metode: en adresse, der kun tager en formular, er ikke en side, nogen kan åbne.

En bruger kommer derhen, når hun henter en side med en formulars fejl igen, eller var logget af,
mens hun så på den.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import getclosurevars
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from adgang.api.kald import er_api
from adgang.lejer import UDEN_DATABASE


class Metodeside:
    """Giver browserens 405 en side i husets ramme; grænsefladens og driftens svar er deres egne."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Skriv kun kroppen, så svaret beholder ``Allow``; andre metoder har intet menneske."""
        svar = self.get_response(request)
        browser = request.method in ("GET", "POST") and not _uden_side(request)
        if browser and isinstance(svar, HttpResponseNotAllowed):
            svar.content = render_to_string("405.html", request=request).encode()
        return svar


def _uden_side(request: HttpRequest) -> bool:
    return er_api(request) or request.path_info.startswith(UDEN_DATABASE)


def side_for(adresse: str) -> str:
    """Adressen, når den kan åbnes; ellers den nærmeste over den, som er siden med formularen.

    En adresse, huset ikke har, er urørt: den får sin egen fejlside.
    """
    sti = urlsplit(adresse).path
    if _kan_aabnes(sti) is not False:
        return adresse
    while sti != "/":
        sti = sti.rstrip("/").rpartition("/")[0] + "/"
        if _kan_aabnes(sti):
            break
    return sti


def _kan_aabnes(sti: str) -> bool | None:
    """Om adressen svarer på at blive åbnet; ``None``, når huset ikke har den."""
    try:
        return "GET" in _metoder(resolve(sti).func)
    except Resolver404:
        return None


def _metoder(view: Callable[..., Any] | None) -> list[str]:
    """De metoder, ``require_http_methods`` holdt viewet til; uden den svarer det på alle.

    Django gemmer dem kun i den lukkede funktion.
    """
    while view is not None:
        lukket = getclosurevars(view).nonlocals
        if "request_method_list" in lukket:
            return list(lukket["request_method_list"])
        view = getattr(view, "__wrapped__", None)
    return ["GET"]
