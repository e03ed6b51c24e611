"""Bestillingslistens sider."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.bestillingsliste import beskeder
from kontrol.bestillingsliste import bestil as bestilling
from kontrol.bestillingsliste.filtre import Filtre, laes_filtre
from kontrol.bestillingsliste.visning import visning

FORMAAL = "§ 10-opfølgning: valg af sager"
INTET_VALGT = "Vælg mindst én sag, før du bestiller."
INTET_TIL_TILBAGE = "Vælg mindst én sag, før du lægger tilbage."


@kraever(Ret.SAGER, log=(Art.LISTE, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def liste(request: Indlogget) -> HttpResponse:
    """Vis listen; et POST bestiller de valgte sager og går til prioriteringslisten."""
    if request.method != "POST":
        return _vis(request)
    token, sager = laes_id(request.POST.get("token", "")), laes_ider(request.POST.getlist("sag"))
    if not sager or token is None:
        return _vis(request, fejl=INTET_VALGT)
    resultat = bestilling.bestil(sager, request.user, token)
    _skriv_aendring(request, resultat.bestilt, "Bestilt")
    for niveau, tekst in beskeder.efter_bestilling(resultat):
        messages.add_message(request, niveau, tekst)
    if not resultat.bestilt:
        return redirect(f"{request.path}{_laes(request).som_adresse()}")
    request.session["seneste_bestilling"] = str(token)
    return redirect("prioriteringsliste")


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def fortryd(request: Indlogget) -> HttpResponse:
    """Fortryd den seneste bestilling, så langt kontrolarkene ikke er åbnet."""
    token = laes_id(request.POST.get("token", ""))
    sager = bestilling.fortryd(request.user, token) if token else []
    _skriv_aendring(request, sager, "Bestilling fortrudt")
    antal = len(sager)
    request.session.pop("seneste_bestilling", None)
    niveau, tekst = beskeder.efter_fortrydelse(antal)
    messages.add_message(request, niveau, tekst)
    return redirect("bestillingsliste" if antal else "prioriteringsliste")


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def laeg_tilbage(request: Indlogget) -> HttpResponse:
    """Læg de valgte sager tilbage på bestillingslisten."""
    sager = laes_ider(request.POST.getlist("sag"))
    if not sager:
        messages.error(request, INTET_TIL_TILBAGE)
    else:
        lagt = bestilling.laeg_tilbage(sager, request.user)
        _skriv_aendring(request, lagt, "Lagt tilbage")
        for niveau, tekst in beskeder.efter_tilbagelaegning(len(lagt), len(sager)):
            messages.add_message(request, niveau, tekst)
    return redirect("prioriteringsliste")


def _laes(request: Indlogget) -> Filtre:
    return laes_filtre(request.GET, omfang_af(request).kommune)


def _skriv_aendring(request: Indlogget, sager: Sequence[UUID], hvad: str) -> None:
    """Myndigheden skiftede hænder: nu er det borgernes sager, og det står i deres log."""
    if sager:
        cpr = bestilling.borgere(omfang_af(request), sager)
        skriv(request, Brug(art=Art.AENDRING, borgere=cpr, kriterium=hvad, antal=len(sager)))


def _vis(request: Indlogget, fejl: str = "") -> HttpResponse:
    filtre = _laes(request)
    indhold = visning(omfang_af(request), request.user, filtre)
    indhold |= {"token": uuid4(), "fejl": fejl}
    kriterium = filtre.som_adresse().removeprefix("?")
    skriv(request, Brug(kriterium=kriterium, antal=len(indhold["side"].raekker)))
    return render(request, "kontrol/bestillingsliste.html", indhold, status=422 if fejl else 200)


def laes_id(tekst: str) -> UUID | None:
    """Et id fra en formular; ``None`` når det ikke er et id."""
    try:
        return UUID(tekst)
    except ValueError:
        return None


def laes_ider(tekster: Iterable[str]) -> set[UUID]:
    """De id'er, der kan læses."""
    return {id_ for tekst in tekster if (id_ := laes_id(tekst))}
