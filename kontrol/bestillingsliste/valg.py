"""Brugerens egne valg om listen: gemte filtre og kolonner. Her er intet om borgere."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.bestillingsliste.filtre import Filtre, laes_filtre
from kontrol.bestillingsliste.kolonner import VALGFRI
from kontrol.lister import kolonnevalg
from kontrol.lister.gemte import Filterhylde, KanIkkeGemmes
from kontrol.lister.ider import laes_id
from kontrol.models import Liste

UDEN_BORGERE = "Brugerens egne filtre og kolonner; ingen personoplysninger."


@kraever(Ret.SAGER, uden_log=UDEN_BORGERE)
@require_safe
def brug_filter(request: Indlogget) -> HttpResponse:
    """Gå til listen med det valgte gemte filter; uden et valg står listen, som den plejer."""
    id_ = laes_id(request.GET.get("filter", ""))
    if id_ is None:
        return redirect("bestillingsliste")
    gemt = _hylde(request).find(id_)
    if gemt is None:
        raise Http404("Filteret findes ikke.")
    return _til(_laes(request, gemt.soegedel))


@kraever(Ret.SAGER, uden_log=UDEN_BORGERE)
@require_POST
def gem_filter(request: Indlogget) -> HttpResponse:
    """Gem listens filtre under et navn."""
    navn = request.POST.get("navn", "").strip()
    filtre = _laes(request, request.POST.get("soegedel", ""))
    try:
        nyt = _hylde(request).gem(navn, filtre.som_gemt())
        messages.success(request, f"Filteret “{navn}” er {'gemt' if nyt else 'opdateret'}.")
    except KanIkkeGemmes as grund:
        messages.error(request, f"Filteret er ikke gemt. {grund}")
    return _til(filtre)


@kraever(Ret.SAGER, uden_log=UDEN_BORGERE)
@require_POST
def slet_filter(request: Indlogget, filter_id: UUID) -> HttpResponse:
    """Slet et af brugerens egne filtre."""
    navn = _hylde(request).slet(filter_id)
    if not navn:
        raise Http404("Filteret findes ikke.")
    messages.success(request, f"Filteret “{navn}” er slettet.")
    return _til(_laes(request, request.POST.get("soegedel", "")))


@kraever(Ret.SAGER, uden_log=UDEN_BORGERE)
@require_POST
def vaelg_kolonner(request: Indlogget) -> HttpResponse:
    """Gem de kolonner, brugeren vil se."""
    mulige = [kolonne.navn for kolonne in VALGFRI]
    vises = request.POST.getlist("kolonne")
    kolonnevalg.vaelg(omfang_af(request), request.user, Liste.BESTILLING, vises, mulige)
    messages.success(request, "Dine kolonner er gemt.")
    return _til(_laes(request, request.POST.get("soegedel", "")))


def _hylde(request: Indlogget) -> Filterhylde:
    return Filterhylde(omfang_af(request), request.user, Liste.BESTILLING)


def _laes(request: Indlogget, soegedel: str) -> Filtre:
    """Søgedelen læst som en adresse, så kun kendte filtre kommer videre."""
    return laes_filtre(QueryDict(soegedel), omfang_af(request).kommune)


def _til(filtre: Filtre) -> HttpResponse:
    return redirect(f"{reverse('bestillingsliste')}{filtre.som_adresse()}")
