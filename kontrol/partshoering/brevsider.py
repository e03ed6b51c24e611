"""Brevets side: ret teksten, se, hvad der sendes til hvem, og send det; eller slet kladden."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from adgang.opslagslog.arter import Art
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret, rettigheder
from kontrol.kladdesvar import vil_have_json
from kontrol.models import Hoeringsbrev, Kanal, Partshoering
from kontrol.partshoering import kladde
from kontrol.partshoering.brev import brev
from kontrol.partshoering.forms import Brevform, kun_teksten
from kontrol.partshoering.konflikt import INTET_TILBAGE, Aendret, kan_hoeres
from kontrol.partshoering.kontakt import UdenKontakt, mangler_kontakt
from kontrol.partshoering.laas import Borte, Konflikt
from kontrol.partshoering.opslag import Hoeringssag, find
from kontrol.partshoering.send import IntetTilbage, naeste_art, ny_frist, send
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
from kontrol.partshoering.skrivsider import gem_foerste
from samkoering.grundlag.ord import dansk_dato


@kraever(Ret.SAGER, log=(Art.VISNING, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def brevet(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Kladdens tekst; et POST gemmer den, spørger, om den skal sendes, eller sender den."""
    om = find(omfang_af(request), sag_id)
    if request.method == "POST":
        if vil_have_json(request):
            return gem_foerste(request, om)
        if "opsummer" in request.POST:
            return _opsummer(request, om)
        return _send(request, om) if "send" in request.POST else _gem(request, om)
    if not kan_hoeres(om.sag):
        return vis_borte(request, om)
    if om.hoering is None or not kladde.er_kladde(om.hoering):
        return redirect("partshoering", sag_id)
    form = Brevform(initial={"tekst": om.hoering.tekst, "kanal": _valgt_kanal(request)})
    return _vis_brevet(request, om, om.hoering, form)


def _valgt_kanal(request: Indlogget) -> str:
    """Den kanal, brugeren havde valgt, når hun går tilbage for at rette i brevet."""
    oensket = request.GET.get("kanal", "")
    return oensket if oensket in Kanal.values else Kanal.DIGITAL_POST


def _gem(request: Indlogget, om: Hoeringssag) -> HttpResponse:
    form = kun_teksten(request.POST)
    if not form.is_valid():
        return _med_fejl(request, om, form, "Kladden er ikke gemt")
    tekst = form.cleaned_data["tekst"]
    try:
        kladde.gem(trykket(request, om.sag.pk), tekst)
    except (Borte, Konflikt) as fejl:
        return _vis_konflikt(request, om, tekst, fejl)
    log_aendring(request, om)
    messages.success(request, "Kladden er gemt.")
    return redirect("partshoering_brev", om.sag.pk)


def _opsummer(request: Indlogget, om: Hoeringssag) -> HttpResponse:
    """Gem teksten, og spørg, før den sendes: et sendt brev kan ikke kaldes tilbage."""
    form = Brevform(request.POST)
    if not form.is_valid():
        return _med_fejl(request, om, form, "Brevet er ikke sendt")
    tekst = form.cleaned_data["tekst"]
    try:
        hoering = kladde.gem(trykket(request, om.sag.pk), tekst)
    except (Borte, Konflikt) as fejl:
        return _vis_konflikt(request, om, tekst, fejl)
    log_aendring(request, om)
    om = find(omfang_af(request), om.sag.pk)
    if not om.valgte:
        return vis_stop(request, om, Aendret("", INTET_TILBAGE, None), tekst)
    if mangler_kontakt(om.sag.kommune):
        return _vis_standset(request, om.sag.pk, form)
    felter = {
        "tekst": tekst,
        "kanal": Kanal(form.cleaned_data["kanal"]),
        "art": naeste_art(hoering),
        "frist": ny_frist(hoering, timezone.localdate()),
    }
    return vis(request, om, "opsummering", **felter)


def _send(request: Indlogget, om: Hoeringssag) -> HttpResponse:
    form = Brevform(request.POST)
    if not form.is_valid():
        return _med_fejl(request, om, form, "Brevet er ikke sendt")
    tekst, kanal = form.cleaned_data["tekst"], Kanal(form.cleaned_data["kanal"])
    try:
        sendt = send(trykket(request, om.sag.pk), tekst, kanal)
    except IntetTilbage:
        return vis_stop(request, om, Aendret("", INTET_TILBAGE, None), tekst)
    except UdenKontakt:
        return _vis_standset(request, om.sag.pk, form)
    except (Borte, Konflikt) as fejl:
        return _vis_konflikt(request, om, tekst, fejl)
    log_aendring(request, om)
    return _sendt(request, om, sendt)


def _vis_standset(request: Indlogget, sag_id: UUID, form: Brevform) -> HttpResponse:
    """Kladden, som den er nu, med brugerens tekst: brevet kan ikke sige, hvor borgeren svarer."""
    om = find(omfang_af(request), sag_id)
    if om.hoering is None or not kladde.er_kladde(om.hoering):
        return vis_borte(request, om, form.cleaned_data["tekst"])
    igen = Brevform(initial=form.cleaned_data)
    return _vis_brevet(request, om, om.hoering, igen, status=409, standset=True)


def _sendt(request: Indlogget, om: Hoeringssag, brev: Hoeringsbrev) -> HttpResponse:
    """Videre til kontrolarket; det brev, man selv skal sende, ligger klar på høringens side."""
    frist = f"Borgeren har frist til {dansk_dato(brev.frist)}."
    if brev.kanal == Kanal.SELV:
        messages.success(request, f"Brevet er klar. Hent det, og send det i dag. {frist}")
        return redirect("partshoering", om.sag.pk)
    messages.success(request, f"Brevet er sendt og på vej til Digital Post. {frist}")
    return redirect("kontrolark", om.sag.pk)


def _med_fejl(request: Indlogget, om: Hoeringssag, form: Brevform, hvad: str) -> HttpResponse:
    if not kan_hoeres(om.sag) or om.hoering is None or not kladde.er_kladde(om.hoering):
        return _vis_konflikt(request, om, request.POST.get("tekst", ""), Konflikt())
    # Låsen holder fast i det, brugeren først så.
    set_ = trykket(request, om.sag.pk)
    return _vis_brevet(
        request,
        om,
        om.hoering,
        form,
        status=422,
        # Fejlen går væk, når scriptet har gemt en tekst uden den.
        kun_teksten=set(form.errors) == {"tekst"},
        fejloverskrift=f"{hvad} – ret {ental(len(form.errors))}",
        hoering_id=set_.hoering or "",
        version=set_.version,
    )


def _vis_konflikt(request: Indlogget, om: Hoeringssag, tekst: str, fejl: Exception) -> HttpResponse:
    """Sig, hvem der ændrede hvad; kan brevet stadig rettes, står brugerens tekst i feltet."""
    om, aendret = efter_konflikt(request, om.sag.pk)
    if isinstance(fejl, Borte) or not kan_hoeres(om.sag):
        return vis_borte(request, om, tekst)
    if om.hoering is None or not kladde.er_kladde(om.hoering):
        return vis_stop(request, om, aendret, tekst)
    form = Brevform(initial={"tekst": tekst})
    return _vis_brevet(request, om, om.hoering, form, status=409, aendret=aendret)


def _vis_brevet(
    request: Indlogget,
    om: Hoeringssag,
    hoering: Partshoering,
    form: Brevform,
    *,
    status: int = 200,
    **mere: Any,
) -> HttpResponse:
    art, nu = naeste_art(hoering), timezone.now()
    frist = ny_frist(hoering, timezone.localdate(nu))
    eksempel = brev(om.sag, om.valgte, art=art, tekst="", frist=frist, tid=nu)
    felter = {
        "form": form,
        "art": art,
        "frist": frist,
        "eksempel": eksempel,
        "mangler_kontakt": mangler_kontakt(om.sag.kommune),
        "maa_administrere": Ret.ADMINISTRATION in rettigheder(request.user.rolle),
        **mere,
    }
    return vis(request, om, "skriv", status=status, **felter)


@kraever(Ret.SAGER, log=(Art.SLETNING, FORMAAL))
@require_POST
def slet(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Slet kladden; det, der er sendt, bliver stående."""
    om = find(omfang_af(request), sag_id)
    try:
        kladde.slet(trykket(request, sag_id))
    except (Borte, Konflikt) as fejl:
        return _vis_konflikt(request, om, om.hoering.tekst if om.hoering else "", fejl)
    log_aendring(request, om, Art.SLETNING)
    messages.success(request, "Kladden er slettet.")
    return redirect("kontrolark", sag_id)
