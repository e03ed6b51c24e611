"""Afvisninger skrives også: den bruger, der blev nægtet noget, og den, der blev lukket ude."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

from adgang.lejer import INGEN, lejer
from adgang.models import Bruger
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import skriv_ved_doeren

log = structlog.get_logger(__name__)
GRUNDE = {403: "Ingen adgang", 404: "Findes ikke"}


class Afvisningslog:
    """Skriver, efter at forespørgslens egen transaktion er rullet tilbage."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Skriv 403 og 404: en brugers i opslagsloggen, en ukendts i processens log."""
        svar = self.get_response(request)
        if svar.status_code in GRUNDE:
            _skriv(request, getattr(request, "afvist_fordi", "") or GRUNDE[svar.status_code])
        return svar


def _skriv(request: HttpRequest, grund: str) -> None:
    bruger = getattr(request, "user", None)
    if not isinstance(bruger, Bruger) or request.resolver_match is None:
        # En adresse, ingen side har (et ikon, browseren selv beder om), er ikke et forsøg. Og en
        # fremmed kan sende så meget, han vil: det må ikke fylde opslagsloggen.
        log.info("afvist", grund=grund, ip=getattr(request, "klient_ip", ""))
        return
    with lejer(bruger.kommune_id or INGEN):
        skriv_ved_doeren(request, Art.AFVIST, f"Afvist: {grund.lower()}", bruger)
