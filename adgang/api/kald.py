"""Et kald til programgrænsefladen: hvor den bor, og hvem der kalder."""

from __future__ import annotations

from django.http import HttpRequest

from adgang.api.beskeder import Sprog
from adgang.models import Apiklient
from adgang.rettigheder import Indlogget

STI = "/api/"


class Apikald(Indlogget):
    """Et kald, døren har lukket ind; ``user`` er klientens bruger."""

    apiklient: Apiklient


def er_api(request: HttpRequest) -> bool:
    """Om adressen er programgrænsefladens."""
    return request.path_info.startswith(STI)


def klient_i(request: HttpRequest) -> Apiklient | None:
    """Den klient, nøglen tilhører; ``None`` uden en gyldig nøgle."""
    return getattr(request, "apiklient", None)


def sprog(request: HttpRequest) -> Sprog:
    """Det første af dansk og engelsk, som ``Accept-Language`` nævner med størst vægt."""
    bedst: tuple[float, Sprog] = (0.0, "da")
    for led in request.META.get("HTTP_ACCEPT_LANGUAGE", "").split(","):
        navn, _, vaegt = led.partition(";")
        kort = navn.strip().lower().partition("-")[0]
        q = _vaegt(vaegt)
        if kort in ("da", "en") and q > bedst[0]:
            bedst = (q, "en" if kort == "en" else "da")
    return bedst[1]


def _vaegt(tekst: str) -> float:
    """``q=0.8`` er 0,8; uden vægt er det 1, og noget ulæseligt er 0."""
    if not tekst.strip():
        return 1.0
    navn, _, tal = tekst.strip().partition("=")
    cifre = tal.strip().replace(".", "", 1)
    laeselig = navn.strip() == "q" and cifre.isascii() and cifre.isdigit()
    return float(tal) if laeselig else 0.0
