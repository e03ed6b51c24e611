"""Undtagelser i et endepunkt bliver til problemer, og alt, kaldet skrev, rulles tilbage."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

from adgang.api.problem import Afvisning, problem

KODER: tuple[tuple[type[Exception], str], ...] = (
    (Http404, "findes_ikke"),
    (exceptions.NotAuthenticated, "noegle_mangler"),
    (exceptions.AuthenticationFailed, "noegle_mangler"),
    (PermissionDenied, "ingen_adgang"),
    (exceptions.PermissionDenied, "ingen_adgang"),
    (exceptions.MethodNotAllowed, "metode"),
    (exceptions.UnsupportedMediaType, "medietype"),
    (exceptions.ParseError, "json"),
    (exceptions.Throttled, "for_mange_kald"),
)


def haandter(fejl: Exception, sammenhaeng: dict[str, Any]) -> HttpResponse | None:
    """Problemet; ``None`` for en uventet fejl, som Django selv svarer 500 på."""
    request: HttpRequest = sammenhaeng["request"]._request
    if isinstance(fejl, Afvisning):
        svar = problem(request, fejl.kode, fejl.fejl, **fejl.ord)
    elif kode := next((kode for art, kode in KODER if isinstance(fejl, art)), ""):
        svar = problem(request, kode)
    else:
        return None
    if isinstance(fejl, exceptions.Throttled):
        sekunder: float = getattr(fejl, "wait", None) or 0.0
        svar["Retry-After"] = str(max(1, ceil(sekunder)))
    request.rul_tilbage = True  # type: ignore[attr-defined]
    return svar
