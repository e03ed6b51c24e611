"""Hvem der må hente måltallene: driftens netværk, eller den, der kender nøglen. Ellers ingen."""

from __future__ import annotations

from hmac import compare_digest

from django.conf import settings
from django.http import HttpRequest

from adgang.netvaerk.afsender import er_i, laes_adresse

_FORM = "Bearer "


def lukkes_ind(request: HttpRequest) -> bool:
    """Om afsenderen er på driftens netværk eller viser nøglen i ``Authorization``."""
    ip: str = getattr(request, "klient_ip", "")
    return er_i(laes_adresse(ip), settings.DRIFTSNETVAERK) or _viser_noeglen(request)


def _viser_noeglen(request: HttpRequest) -> bool:
    """En tom nøgle i indstillingerne lukker ingen ind."""
    hoved = request.headers.get("Authorization", "")
    if not settings.MAALTAL_NOEGLE or not hoved.startswith(_FORM):
        return False
    vist = hoved.removeprefix(_FORM)
    return compare_digest(vist.encode(), settings.MAALTAL_NOEGLE.encode())
