"""Prioriteringslistens side og genbestilling fra den."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.bestillingsliste.beskeder import stadig_bestilt
from kontrol.bestillingsliste.bestil import borgere, kan_fortrydes, kan_ikke_fortrydes
from kontrol.lister import filterfejl
from kontrol.lister.ider import laes_id, laes_ider
from kontrol.prioriteringsliste.genbestil import INTET_VALGT, efter_genbestilling, genbestil
from kontrol.prioriteringsliste.udsnit import laes_udsnit, tilbage_til_listen
from kontrol.prioriteringsliste.valg import PRIORITERINGSLISTEN
from kontrol.prioriteringsliste.visning import visning

FORMAAL = "§ 10-opfølgning: sager under behandling"


@kraever(Ret.SAGER, log=(Art.LISTE, FORMAAL))
@require_safe
def liste(request: Indlogget) -> HttpResponse:
    """Vis brugerens eller teamets bestilte sager, tidligste frist først."""
    udsnit = laes_udsnit(request.GET)
    indhold = visning(omfang_af(request), request.user, udsnit)
    vist = [raekke.cpr for raekke in indhold["raekker"]]
    skriv(request, Brug(borgere=vist, kriterium=indhold["adresse"].removeprefix("?")))
    indhold |= _seneste_bestilling(request) | filterfejl.tag(request, PRIORITERINGSLISTEN)
    return render(request, "kontrol/prioriteringsliste.html", indhold)


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def genbestil_valgte(request: Indlogget) -> HttpResponse:
    """Bed natten om nye kontrolark til de valgte sager."""
    valgte = laes_ider(request.POST.getlist("sag"))
    if not valgte:
        messages.error(request, INTET_VALGT)
        return tilbage_til_listen(request.GET)
    venter = genbestil(valgte, request.user)
    if venter:
        cpr = borgere(omfang_af(request), venter)
        skriv(request, Brug(borgere=cpr, kriterium="Genbestilt"))
    for niveau, tekst in efter_genbestilling(len(venter), len(valgte), request.user):
        messages.add_message(request, niveau, tekst)
    if "kontrolark" in request.POST and len(valgte) == 1:
        return redirect("kontrolark", *valgte)
    return tilbage_til_listen(request.GET)


def _seneste_bestilling(request: Indlogget) -> dict[str, object]:
    """Den seneste bestilling, så længe noget af den kan fortrydes, og det, der i så fald bliver."""
    token = laes_id(request.session.get("seneste_bestilling", ""))
    antal = kan_fortrydes(request.user, token).count() if token else 0
    if not antal or token is None:
        return {}
    rest = kan_ikke_fortrydes(request.user, token)
    return {
        "fortryd_token": token,
        "fortryd_antal": antal,
        "bestilt_i_alt": antal + rest.hos_kollega + rest.aabnet,
        "bliver": list(stadig_bestilt(rest)),
    }
