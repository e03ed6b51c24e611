"""Brugerens egne valg om en liste: gemte filtre og kolonner. Her er intet om borgere."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.lister import kolonnevalg
from kontrol.lister.egne import Listefilter, Valgliste, navnefelt
from kontrol.lister.filterfejl import NYT_NAVN, Filterfejl, husk
from kontrol.lister.gemte import Filterhylde, KanIkkeGemmes, NavnOptaget, renset
from kontrol.lister.ider import laes_id
from kontrol.models import GemtFilter

UDEN_BORGERE = "Brugerens egne filtre og kolonner; ingen personoplysninger."


@kraever(Ret.SAGER, uden_log=UDEN_BORGERE)
@require_safe
def brug_filter(request: Indlogget, liste: Valgliste) -> HttpResponse:
    """Gå til listen med det valgte gemte filter; uden et valg står listen, som den plejer."""
    id_ = laes_id(request.GET.get("filter", ""))
    if id_ is None:
        return redirect(liste.rute)
    gemt = _find(request, liste, id_)
    return _til(liste, liste.fra(gemt.soegedel, omfang_af(request)))


@kraever(Ret.SAGER, uden_log=UDEN_BORGERE)
@require_POST
def gem_filter(request: Indlogget, liste: Valgliste) -> HttpResponse:
    """Gem listens filtre under et navn; et filter, der hedder det samme, erstattes kun på et ja."""
    navn = renset(request.POST.get("navn", ""))
    filter_ = _sendt(request, liste)
    try:
        erstat = laes_id(request.POST.get("erstat", ""))
        nyt = _hylde(request, liste).gem(navn, filter_.som_gemt(), erstat)
        messages.success(request, f"Filteret “{navn}” er {'gemt' if nyt else 'erstattet'}.")
    except KanIkkeGemmes as grund:
        optaget = grund.gemt if isinstance(grund, NavnOptaget) else None
        fejl = Filterfejl(NYT_NAVN, "Filteret er ikke gemt", str(grund), navn)
        if optaget:
            fejl = replace(fejl, erstat=str(optaget.pk), erstat_navn=optaget.navn)
        husk(request, liste, fejl)
    return _til(liste, filter_)


@kraever(Ret.SAGER, uden_log=UDEN_BORGERE)
@require_POST
def omdoeb_filter(request: Indlogget, filter_id: UUID, liste: Valgliste) -> HttpResponse:
    """Giv et af brugerens egne filtre et andet navn."""
    gemt, oensket = _find(request, liste, filter_id), request.POST.get("navn", "")
    try:
        navn = _hylde(request, liste).omdoeb(gemt, oensket)
        messages.success(request, f"Filteret “{gemt.navn}” hedder nu “{navn}”.")
    except KanIkkeGemmes as grund:
        overskrift = f"Filteret “{gemt.navn}” er ikke omdøbt"
        husk(request, liste, Filterfejl(navnefelt(gemt.pk), overskrift, str(grund), oensket))
    return _til(liste, _sendt(request, liste))


@kraever(Ret.SAGER, uden_log=UDEN_BORGERE)
@require_POST
def slet_filter(request: Indlogget, filter_id: UUID, liste: Valgliste) -> HttpResponse:
    """Slet et af brugerens egne filtre."""
    gemt = _find(request, liste, filter_id)
    gemt.delete()
    messages.success(request, f"Filteret “{gemt.navn}” er slettet.")
    return _til(liste, _sendt(request, liste))


@kraever(Ret.SAGER, uden_log=UDEN_BORGERE)
@require_POST
def vaelg_kolonner(request: Indlogget, liste: Valgliste) -> HttpResponse:
    """Gem de kolonner, brugeren vil se."""
    mulige = [kolonne.navn for kolonne in liste.valgfri]
    vises = request.POST.getlist("kolonne")
    kolonnevalg.vaelg(omfang_af(request), request.user, liste.liste, vises, mulige)
    messages.success(request, "Dine kolonner er gemt.")
    return _til(liste, _sendt(request, liste))


def ruter_for(liste: Valgliste) -> list[URLPattern]:
    """Adresserne under listens egen."""
    om = {"liste": liste}
    et = "filter/<uuid:filter_id>"
    return [
        path("filter/", brug_filter, om, name=liste.navn("brug_filter")),
        path("filter/gem/", gem_filter, om, name=liste.navn("gem_filter")),
        path(f"{et}/omdoeb/", omdoeb_filter, om, name=liste.navn("omdoeb_filter")),
        path(f"{et}/slet/", slet_filter, om, name=liste.navn("slet_filter")),
        path("kolonner/", vaelg_kolonner, om, name=liste.navn("vaelg_kolonner")),
    ]


def _hylde(request: Indlogget, liste: Valgliste) -> Filterhylde:
    return Filterhylde(omfang_af(request), request.user, liste.liste)


def _find(request: Indlogget, liste: Valgliste, id_: UUID) -> GemtFilter:
    """Et af brugerens filtre; en andens og et ukendt findes ikke."""
    gemt = _hylde(request, liste).find(id_)
    if gemt is None:
        raise Http404("Filteret findes ikke.")
    return gemt


def _sendt(request: Indlogget, liste: Valgliste) -> Listefilter:
    """Listen, som den stod, da der blev trykket."""
    return liste.fra(request.POST.get("soegedel", ""), omfang_af(request))


def _til(liste: Valgliste, filter_: Listefilter) -> HttpResponse:
    return redirect(f"{reverse(liste.rute)}{filter_.som_adresse()}")
