"""Borgerens svar, påmindelsen, fravalget og varslet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from adgang.opslagslog.arter import Art
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.models import UNDER_BEHANDLING
from kontrol.partshoering.forms import Fravalgsform, Svarform, Varselform
from kontrol.partshoering.kladde import begynd_paamindelse
from kontrol.partshoering.konflikt import kan_hoeres
from kontrol.partshoering.laas import Borte, Konflikt, Tryk
from kontrol.partshoering.opslag import Hoeringssag, find
from kontrol.partshoering.sider import (
    FORMAAL,
    efter_konflikt,
    ental,
    log_aendring,
    trykket,
    vis,
    vis_borte,
    vis_stop,
)
from kontrol.partshoering.svar import fravaelg as gem_fravalg
from kontrol.partshoering.svar import kan_besvares, kan_fravaelges, registrer_svar
from kontrol.partshoering.varsel import noter_varsel, varslet


@dataclass(frozen=True, slots=True)
class Registrering:
    """Det, der er forskelligt på de to formularer, der afslutter en høring."""

    skabelon: str
    felt: str
    """Feltet med brugerens tekst."""
    form: Callable[[QueryDict | None, Hoeringssag], forms.Form]
    kan: Callable[[Hoeringssag], bool]
    gem: Callable[[Tryk, dict[str, Any]], object]
    besked: str


SVAR = Registrering(
    skabelon="svar",
    felt="svar",
    form=lambda data, om: Svarform(data, hoering=om.hoering),
    kan=lambda om: om.hoering is not None and kan_besvares(om.hoering),
    gem=lambda tryk, felter: registrer_svar(tryk, felter["modtaget"], felter["svar"]),
    besked="Svaret er registreret og lægges i journalen.",
)
FRAVALG = Registrering(
    skabelon="fravaelg",
    felt="grund",
    form=lambda data, om: Fravalgsform(data),
    kan=lambda om: kan_fravaelges(om.hoering, timezone.localdate()),
    gem=lambda tryk, felter: gem_fravalg(tryk, felter["grund"]),
    besked="Partshøringen er fravalgt. Grunden lægges i journalen.",
)


@kraever(Ret.SAGER, log=(Art.VISNING, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def svar(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Registrér borgerens svar."""
    return _registrer(request, sag_id, SVAR)


@kraever(Ret.SAGER, log=(Art.VISNING, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def fravaelg(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Fravælg partshøringen med en grund."""
    return _registrer(request, sag_id, FRAVALG)


def _registrer(request: Indlogget, sag_id: UUID, hvad: Registrering) -> HttpResponse:
    om = find(omfang_af(request), sag_id)
    if not kan_hoeres(om.sag):
        return vis_borte(request, om, request.POST.get(hvad.felt, ""))
    if request.method == "POST":
        return _gem(request, om, hvad)
    if not hvad.kan(om):
        return redirect("partshoering", sag_id)
    return vis(request, om, hvad.skabelon, form=hvad.form(None, om))


def _gem(request: Indlogget, om: Hoeringssag, hvad: Registrering) -> HttpResponse:
    tryk, form = trykket(request, om.sag.pk), hvad.form(request.POST, om)
    if not form.is_valid():
        return _vis_fejl(request, om, hvad, form, tryk)
    try:
        hvad.gem(tryk, form.cleaned_data)
    except Borte:
        om = find(omfang_af(request), om.sag.pk)
        return vis_borte(request, om, form.cleaned_data[hvad.felt])
    except Konflikt:
        return _vis_konflikt(request, om, hvad, form)
    log_aendring(request, om)
    messages.success(request, hvad.besked)
    return redirect("kontrolark", om.sag.pk)


def _vis_fejl(
    request: Indlogget, om: Hoeringssag, hvad: Registrering, form: forms.Form, tryk: Tryk
) -> HttpResponse:
    """Formularen igen; låsen holder fast i det, brugeren først så."""
    fejl = {
        "fejloverskrift": f"Intet er gemt endnu – ret {ental(len(form.errors))}",
        "hoering_id": tryk.hoering or "",
        "version": tryk.version,
    }
    return vis(request, om, hvad.skabelon, status=422, form=form, **fejl)


def _vis_konflikt(
    request: Indlogget, om: Hoeringssag, hvad: Registrering, form: forms.Form
) -> HttpResponse:
    """Sig, hvem der ændrede hvad, og behold brugerens tekst."""
    om, aendret = efter_konflikt(request, om.sag.pk)
    if not hvad.kan(om):
        return vis_stop(request, om, aendret, form.cleaned_data[hvad.felt])
    return vis(request, om, hvad.skabelon, status=409, form=form, aendret=aendret)


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def paamindelse(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Begynd en påmindelse; den rettes og sendes som det første brev."""
    om = find(omfang_af(request), sag_id)
    try:
        begynd_paamindelse(trykket(request, sag_id))
    except Borte:
        return vis_borte(request, find(omfang_af(request), sag_id))
    except Konflikt:
        om, aendret = efter_konflikt(request, sag_id)
        return vis_stop(request, om, aendret, "")
    log_aendring(request, om)
    return redirect("partshoering_brev", sag_id)


@kraever(Ret.SAGER, log=(Art.VISNING, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def varsel(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Notér, hvornår borgeren fik varsel om kontrollen."""
    om = find(omfang_af(request), sag_id)
    if om.sag.tilstand not in UNDER_BEHANDLING:
        return vis_borte(request, om)
    if request.method != "POST":
        form = Varselform(initial={"varslet": varslet(om.sag)})
        return vis(request, om, "varsel", form=form)
    form = Varselform(request.POST)
    if not form.is_valid():
        fejl = "Varslet er ikke gemt endnu – ret et felt"
        return vis(request, om, "varsel", status=422, form=form, fejloverskrift=fejl)
    noter_varsel(om.sag, request.user, form.cleaned_data["varslet"])
    log_aendring(request, om)
    messages.success(request, "Datoen for varslet er gemt.")
    return redirect("kontrolark", sag_id)
