"""Første trin: brugernavn og adgangskode. Svaret røber aldrig, hvad der var galt."""

from __future__ import annotations

from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django.utils import timezone

from adgang.lejer import skift_til
from adgang.logind.spaerring import laas_bruger, registrer_afvisning
from adgang.models import Bruger
from adgang.netvaerk.tilladt import tilladt_for
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import skriv_ved_doeren
from adgang.roller import Ret, rettigheder
from adgang.sessioner import forloeb

FORMAAL = "Log-in"


def proev(request: HttpRequest, brugernavn: str, adgangskode: str) -> Bruger | None:
    """Brugeren, når adgangskoden er rigtig, og brugeren må; ellers ``None``, og grunden i loggen.

    Adgangskoden prøves altid, så svartiden heller ikke røber, om brugeren findes.
    """
    kendt = laas_bruger(brugernavn)
    godkendt = authenticate(request, username=brugernavn, password=adgangskode)
    if kendt is None:
        _afvis(request, None, "ukendt brugernavn")
        return None
    skift_til(kendt)
    if grund := _hindring(request, kendt):
        _afvis(request, kendt, grund)
        return None
    if godkendt is None:
        spaerret = registrer_afvisning(kendt)
        _afvis(request, kendt, "forkert adgangskode" + (", nu spærret" if spaerret else ""))
        return None
    return kendt


def _hindring(request: HttpRequest, bruger: Bruger) -> str:
    """Det, der lukker for brugeren, uanset adgangskoden; det tæller ikke mod spærringen."""
    nu = timezone.now()
    if not bruger.is_active:
        return "brugeren er lukket"
    if bruger.er_spaerret(nu):
        return "brugeren er spærret"
    if Ret.PORTAL not in rettigheder(bruger.rolle):
        return "rollen kan ikke logge ind"
    if not tilladt_for(bruger, getattr(request, "klient_ip", "")):
        return "netværk uden for kommunens liste"
    if bruger.engangskode_udloeber and bruger.engangskode_udloeber <= nu:
        return "engangskoden er udløbet"
    return ""


def afvis_gaet(request: HttpRequest, bruger: Bruger) -> bool:
    """En forkert adgangskode i en åben session tæller som ved døren; ``True``, når den spærrede."""
    laast = laas_bruger(bruger.brugernavn) or bruger
    spaerret = registrer_afvisning(laast)
    _afvis(request, laast, "forkert nuværende adgangskode" + (", nu spærret" if spaerret else ""))
    return spaerret


def begynd_session(request: HttpRequest, bruger: Bruger) -> None:
    """Log ind med adgangskode alene; sessionen får ny nøgle og kan kun nå næste trin."""
    login(request, bruger, backend="django.contrib.auth.backends.ModelBackend")
    forloeb.begynd(request, bruger)


def _afvis(request: HttpRequest, bruger: Bruger | None, grund: str) -> None:
    skriv_ved_doeren(request, Art.AFVIST, FORMAAL, bruger, kriterium=grund)
