"""Tildel og frigiv fra prioriteringslisten eller kontrolarket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from adgang.models import Bruger
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.lister.ider import laes_id, laes_ider
from kontrol.prioriteringsliste.udsnit import tilbage_til_listen
from kontrol.tildeling import beskeder
from kontrol.tildeling.kolleger import find
from kontrol.tildeling.tildel import Skaebne, flyt, sete_nu
from samkoering.models import Sag

FORMAAL = "§ 10-opfølgning: fordeling af sager"
MIG = "mig"


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def tildel(request: Indlogget) -> HttpResponse:
    """Giv de valgte sager til ``til``: ``mig`` eller en kollegas reference.

    Rækkens egen knap er altid "Tildel mig", hvad der så er valgt under tabellen.
    """
    oensket = MIG if "kun" in request.POST else request.POST.get("til", MIG)
    til = request.user if oensket == MIG else _kollega(request, oensket)
    if til is None:
        messages.error(request, beskeder.UKENDT_KOLLEGA)
        return _tilbage(request, ())
    return _flyt(request, til, "Tildelt")


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def frigiv(request: Indlogget) -> HttpResponse:
    """Fjern tildelingen fra de valgte sager."""
    return _flyt(request, None, "Tildeling fjernet")


def _kollega(request: Indlogget, oensket: str) -> Bruger | None:
    reference = laes_id(oensket)
    return find(omfang_af(request), reference) if reference else None


def _flyt(request: Indlogget, til: Bruger | None, kriterium: str) -> HttpResponse:
    valgte = valgte_sager(request.POST)
    if not valgte:
        messages.error(request, beskeder.INTET_VALGT)
        return _tilbage(request, ())
    resultat = flyt(_sete(request, valgte), til, request.user)
    _skriv(request, resultat.med(Skaebne.FLYTTET), kriterium)
    for niveau, tekst in beskeder.efter_flytning(resultat, til, request.user):
        messages.add_message(request, niveau, tekst)
    return _tilbage(request, sorted(valgte))


def valgte_sager(felter: QueryDict) -> set[UUID]:
    """Rækkens egen knap (``kun``) gælder den alene; ellers de afkrydsede."""
    return laes_ider(felter.getlist("kun") or felter.getlist("sag"))


def _sete(request: Indlogget, valgte: set[UUID]) -> Mapping[UUID, int | None]:
    """Hvem sagerne var hos, da siden blev vist; står det der ikke, gælder det, der er nu."""
    omfang = omfang_af(request)
    vist = dict(par.split("=", 1) for par in request.POST.getlist("set") if "=" in par)
    kolleger = Bruger.objects.filter(kommune=omfang.kommune)
    loebenumre = {str(ref): pk for ref, pk in kolleger.values_list("reference", "pk")}
    nu = sete_nu(omfang, valgte)
    return {sag: loebenumre.get(vist[str(sag)]) if str(sag) in vist else nu[sag] for sag in valgte}


def _skriv(request: Indlogget, flyttede: Sequence[Sag], kriterium: str) -> None:
    if flyttede:
        skriv(request, Brug(borgere=[sag.cpr for sag in flyttede], kriterium=kriterium))


def _tilbage(request: Indlogget, sager: Sequence[UUID]) -> HttpResponseRedirect:
    """Tilbage til kontrolarket, når det var derfra, og ellers til listen, som den stod."""
    if "kontrolark" in request.POST and len(sager) == 1:
        return redirect("kontrolark", sager[0])
    return tilbage_til_listen(request.GET)
