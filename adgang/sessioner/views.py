"""Min adgang: brugerens sessioner, koder og seneste log-ind; og sessionens eget ur."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adgang.logind import tofaktor
from adgang.logind.adgangskode import FORMAAL
from adgang.models import Bruger, Brugersession, Opslag
from adgang.models.session import Sessionslukning
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import skriv_ved_doeren
from adgang.rettigheder import Indlogget, aaben, kraever
from adgang.roller import Ret
from adgang.sessioner import forloeb
from adgang.sessioner.frisk import kraever_frisk_kode

INGEN_BORGERE = "Brugerens egen adgang; ingen borgere"
SENESTE = 10


@kraever(Ret.PORTAL, uden_log=INGEN_BORGERE)
@require_safe
def min_adgang(request: Indlogget) -> HttpResponse:
    """Hvor brugeren er logget ind, hvad der blev afvist, og hvor mange koder der er tilbage."""
    bruger = request.user
    indhold: dict[str, Any] = {
        "sessioner": _aabne(bruger),
        "denne": request.brugersession.pk,
        "ved_doeren": _ved_doeren(bruger),
        "koder": tofaktor.ubrugte_koder(bruger),
    }
    return render(request, "adgang/min_adgang.html", indhold)


@kraever(Ret.PORTAL, uden_log=INGEN_BORGERE)
@require_POST
@kraever_frisk_kode
def luk_session(request: Indlogget, session_id: UUID) -> HttpResponse:
    """Log en af brugerens egne sessioner af."""
    sessionen = _aabne(request.user).filter(pk=session_id).first()
    if sessionen is None:
        raise Http404("Sessionen findes ikke.")
    forloeb.luk(sessionen, Sessionslukning.TILBAGEKALDT)
    skriv_ved_doeren(request, Art.LOG_AF, "Session lukket", request.user)
    messages.success(request, f"{sessionen.browser} er logget af.")
    return redirect("adgang:min_adgang")


@kraever(Ret.PORTAL, uden_log=INGEN_BORGERE)
@require_POST
@kraever_frisk_kode
def luk_andre(request: Indlogget) -> HttpResponse:
    """Log alle brugerens andre sessioner af."""
    antal = forloeb.luk_alle(request.user, undtagen=request.brugersession)
    skriv_ved_doeren(request, Art.LOG_AF, "Andre sessioner lukket", request.user)
    sessioner = "1 anden session er" if antal == 1 else f"{antal} andre sessioner er"
    messages.success(request, f"{sessioner} logget af.")
    return redirect("adgang:min_adgang")


@kraever(Ret.PORTAL, uden_log=INGEN_BORGERE)
@require_POST
@kraever_frisk_kode
def nye_koder(request: Indlogget) -> HttpResponse:
    """Ti nye genopretningskoder, vist denne ene gang."""
    koder = tofaktor.nye_koder(request.user)
    skriv_ved_doeren(request, Art.AENDRING, "Nye genopretningskoder", request.user)
    return render(request, "adgang/genopretningskoder.html", {"koder": koder})


@aaben
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Hvor lang tid der er tilbage. GET spørger kun; POST er et tegn på liv.

    Åben, så en udløbet session får 401 og ikke en log-in-side; den, der ikke er bekræftet, får
    intet andet at vide.
    """
    bruger = request.user
    sessionen: Brugersession | None = getattr(request, "brugersession", None)
    if not isinstance(bruger, Bruger) or bruger.otp_device is None or sessionen is None:
        return _uden_lager(JsonResponse({"aarsag": "udloebet"}, status=401))
    return _uden_lager(JsonResponse({**forloeb.tilbage(sessionen), "csrf": get_token(request)}))


def _uden_lager(svar: JsonResponse) -> JsonResponse:
    svar["Cache-Control"] = "no-store"
    return svar


def _aabne(bruger: Bruger) -> Any:
    """Brugerens åbne sessioner, der ikke er for gamle, senest brugte først."""
    egne = Brugersession.objects.filter(forloeb.aabne(timezone.now()), bruger=bruger)
    return egne.order_by("-sidst_brugt")


def _ved_doeren(bruger: Bruger) -> list[Opslag]:
    """Brugerens seneste log-ind og afvisninger."""
    doerens = (Art.LOG_IND, Art.AFVIST)
    alle = Opslag.objects.paa_tvaers(grund="brugerens egne log-ind, også uden kommune")
    return list(
        alle.filter(bruger=bruger, art__in=doerens, formaal=FORMAAL).order_by("-id")[:SENESTE]
    )
