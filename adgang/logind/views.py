"""Log-ins sider: adgangskode, kode, opsætning af app, ny adgangskode og log af."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from adgang.egen_adresse import egen_adresse
from adgang.logind import adgangskode, tofaktor
from adgang.logind.forms import (
    BRUGT_KODE,
    FORKERT,
    FORKERT_KODE,
    KodeForm,
    LogindForm,
    NuvaerendeAdgangskodeForm,
    NyAdgangskodeForm,
)
from adgang.logind.skift import skift_adgangskode
from adgang.logind.spaerring import laas_bruger
from adgang.logind.tofaktor import Udfald
from adgang.metode import side_for
from adgang.models import Bruger
from adgang.models.session import Sessionslukning
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import skriv_ved_doeren
from adgang.rettigheder import aaben, logindtrin
from adgang.sessioner import forloeb
from adgang.sessioner.frisk import kraever_frisk_kode

UDLOEBET = {
    Sessionslukning.INAKTIV.value: "Du blev logget af, fordi du ikke havde brugt systemet i "
    "{minutter} minutter.",
    Sessionslukning.UDLOEBET.value: "Du blev logget af, fordi du havde været logget på i "
    "{timer} timer.",
}


@aaben
@require_http_methods(["GET", "HEAD", "POST"])
def log_ind(request: HttpRequest) -> HttpResponse:
    """Første trin; den, der allerede er inde, sendes videre."""
    if isinstance(request.user, Bruger):
        return redirect(_naeste(request) if request.user.otp_device else "adgang:kode")
    form = LogindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        felter = form.cleaned_data
        bruger = adgangskode.proev(request, felter["brugernavn"], felter["adgangskode"])
        if bruger:
            adgangskode.begynd_session(request, bruger)
            request.session["naeste"] = _naeste(request)
            return redirect("adgang:kode")
        form.add_error(None, FORKERT)
    mere = {"udloebet": _udloebet(request), "tabt": "tabt" in request.GET}
    return _vis(request, "log_ind", form, naeste=_naeste(request), **mere)


@logindtrin
@require_http_methods(["GET", "HEAD", "POST"])
def kode(request: HttpRequest) -> HttpResponse:
    """Andet trin. Uden en app sættes den op; efter tre forkerte koder er brugeren spærret."""
    bruger = _bruger(request)
    igen = bruger.otp_device is not None and "igen" in request.GET
    if bruger.otp_device is not None and not igen:
        return _videre(request)
    if igen:
        request.session["naeste"] = _naeste(request)
    if tofaktor.app(bruger) is None:
        return redirect("adgang:tofaktor")
    form = KodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        laast = laas_bruger(bruger.brugernavn) or bruger
        match tofaktor.proev_kode(request, laast, form.cleaned_data["kode"]):
            case Udfald.RIGTIG:
                return _videre(request)
            case Udfald.SPAERRET:
                return _spaerret(request)
            case Udfald.BRUGT:
                form.add_error("kode", BRUGT_KODE)
            case Udfald.FORKERT:
                form.add_error("kode", FORKERT_KODE)
    return _vis(request, "kode", form, igen=igen)


@logindtrin
@require_http_methods(["GET", "HEAD", "POST"])
@kraever_frisk_kode
def opsaet_tofaktor(request: HttpRequest) -> HttpResponse:
    """Sæt appen op: QR-kode, hemmeligheden til at skrive af, og den første kode som bevis."""
    bruger = _bruger(request)
    if not tofaktor.maa_saette_op(bruger):
        return render(request, "adgang/tofaktor_lukket.html", status=403)
    form = KodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        koder = tofaktor.faerdiggoer(request, bruger, form.cleaned_data["kode"])
        if koder:
            return render(request, "adgang/genopretningskoder.html", {"koder": koder})
        form.add_error("kode", FORKERT_KODE)
    return _vis(request, "tofaktor", form, opsaetning=tofaktor.opsaetning(bruger))


@logindtrin
@require_http_methods(["GET", "HEAD", "POST"])
def ny_adgangskode(request: HttpRequest) -> HttpResponse:
    """Skift adgangskode; en engangskode kan kun bruges til netop det."""
    bruger = _bruger(request)
    if bruger.otp_device is None:
        return redirect("adgang:kode")
    slags = NyAdgangskodeForm if bruger.skal_skifte_adgangskode else NuvaerendeAdgangskodeForm
    form = slags(bruger, request.POST or None)
    if request.method == "POST" and form.is_valid():
        skift_adgangskode(request, bruger, form.cleaned_data["new_password1"])
        messages.success(request, "Adgangskoden er skiftet. Dine andre sessioner er logget af.")
        return _videre(request)
    # En glemt, åben browser må ikke være et sted at gætte adgangskoden.
    gaet = bool(request.POST.get("nuvaerende")) and form.has_error("nuvaerende")
    if gaet and adgangskode.afvis_gaet(request, bruger):
        return _spaerret(request)
    return _vis(request, "ny_adgangskode", form, foerste=bruger.skal_skifte_adgangskode)


@aaben
@require_POST
def log_af(request: HttpRequest) -> HttpResponse:
    """Luk sessionen."""
    if isinstance(request.user, Bruger):
        sessionen = getattr(request, "brugersession", None)
        if sessionen:
            forloeb.luk(sessionen, Sessionslukning.LOGGET_AF)
        skriv_ved_doeren(request, Art.LOG_AF, "Log af", request.user)
        logout(request)
    svar = redirect("adgang:log_ind")
    # Browseren glemmer det, den viste; tilbage-knappen må ikke vise en borger.
    svar["Clear-Site-Data"] = '"cache", "storage"'
    return svar


def _bruger(request: HttpRequest) -> Bruger:
    # Døren har prøvet det: et log-ind-trin nås kun med en session.
    return cast(Bruger, request.user)


def _spaerret(request: HttpRequest) -> HttpResponse:
    if sessionen := getattr(request, "brugersession", None):
        forloeb.luk(sessionen, Sessionslukning.TILBAGEKALDT)
    logout(request)
    form = LogindForm(data={})
    form.errors.clear()
    form.add_error(None, FORKERT)
    return _vis(request, "log_ind", form)


def _vis(request: HttpRequest, side: str, form: Form, **mere: Any) -> HttpResponse:
    """Siden; 422, når formularen har fejl, så browseren og prøverne ser, at intet skete."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"adgang/{side}.html", {"form": form, **mere}, status=status)


def _videre(request: HttpRequest) -> HttpResponse:
    return redirect(request.session.pop("naeste", None) or settings.LOGIN_REDIRECT_URL)


def _naeste(request: HttpRequest) -> str:
    """Siden, brugeren var på vej til; kun vores egne adresser, og kun en, der kan åbnes."""
    oensket = request.POST.get("next") or request.GET.get("next") or ""
    return side_for(egen_adresse(request, oensket))


def _udloebet(request: HttpRequest) -> str:
    fordi = request.session.pop("udloebet", "")
    return UDLOEBET.get(fordi, "").format(
        minutter=settings.SESSION_INAKTIV_SEKUNDER // 60,
        timer=settings.SESSION_ABSOLUT_SEKUNDER // 3600,
    )
