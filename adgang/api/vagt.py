"""Apivagten: under ``/api/`` er det nøglen, og kun nøglen, der siger, hvem der kalder.

Vagten står inden for ``AuthenticationMiddleware`` og ``OTPMiddleware``, så dens bruger er den, der
gælder, og ikke sessionens; inden for ``Afvisningslog``, så en afvist klient skrives under sit navn;
og uden om ``Lejemur``, som sætter databasens lejer efter den bruger, vagten fandt. Den lukker ingen
ud: det gør døren, efter at netværket er prøvet. Selve opslaget sker under nøglens egen kommune.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from adgang.api import klienter, noegle
from adgang.api.kald import er_api
from adgang.api.klienter import Afvist
from adgang.api.problem import er_problem, problem
from adgang.lejer import lejer
from adgang.models import Apiklient

log = structlog.get_logger(__name__)
KODER = {400: "forespoergsel", 403: "ingen_adgang", 404: "findes_ikke", 405: "metode"}
FORMEN = "Bearer "


class Apivagt:
    """Finder klienten bag nøglen, og giver hvert svar grænsefladens form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Lad alt andet end grænsefladen passere urørt."""
        if not er_api(request):
            return self.get_response(request)
        hoved = request.META.pop("HTTP_AUTHORIZATION", "")
        _glem_browseren(request)
        try:
            _kend(request, hoved)
        except DatabaseError as fejl:
            log.error("api-nøglen kunne ikke slås op", exc_info=fejl)
            return _som_api(request, problem(request, "fejl"))
        return _som_api(request, self.get_response(request))


def _glem_browseren(request: HttpRequest) -> None:
    """En cookie er intet værd her, og ingen bliver sat, heller ikke for at slette en gammel."""
    request.COOKIES = {}
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
    request.user = AnonymousUser()


def _kend(request: HttpRequest, hoved: str) -> None:
    """Sæt klienten og dens bruger, eller grunden til, at der ingen er."""
    form, tekst = hoved[: len(FORMEN)], hoved[len(FORMEN) :].strip()
    kode = noegle.kommunekode(tekst) if form.lower() == FORMEN.lower() else None
    fundet: Apiklient | None = None
    afvist: Afvist | None = Afvist.UKENDT if hoved else Afvist.MANGLER
    if kode:
        fundet, afvist = _slaa_op(kode, tekst)
    if afvist is None and fundet is not None:
        # Ingen anden faktor: for alt andet end grænsefladen er klientens bruger ikke inde.
        fundet.bruger.otp_device = None
        request.user = fundet.bruger
        request.apiklient = fundet  # type: ignore[attr-defined]
        return
    request.api_afvist = str(afvist)  # type: ignore[attr-defined]
    klient = str(fundet.pk) if fundet else ""
    log.info("api-nøgle afvist", grund=str(afvist), klient=klient, ip=_ip(request))


def _slaa_op(kode: str, tekst: str) -> tuple[Apiklient | None, Afvist | None]:
    with lejer(kode):
        klient = klienter.find(kode, tekst)
        if klient is None:
            return None, Afvist.UKENDT
        if afvist := klienter.afvist_fordi(klient, timezone.localdate()):
            return klient, afvist
        klienter.noter_brug(klient, timezone.now())
        return klient, None


def _ip(request: HttpRequest) -> str:
    return str(getattr(request, "klient_ip", ""))


def _som_api(request: HttpRequest, svar: HttpResponseBase) -> HttpResponseBase:
    """Enhver afvisning er et problem, hvem der end dannede den, og intet svar må gemmes."""
    if svar.status_code >= 400 and not er_problem(svar):
        kode = "fejl" if svar.status_code >= 500 else KODER.get(svar.status_code, "forespoergsel")
        allow = svar.headers.get("Allow")
        svar = problem(request, kode)
        if allow is not None:
            svar["Allow"] = allow
    svar["Cache-Control"] = "no-store"
    return svar
