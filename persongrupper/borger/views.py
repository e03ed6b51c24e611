"""Borgerens side og de handlinger, den har."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret
from persongrupper import formaal
from persongrupper.borger.kvittering import Stand, annulleret, kvittering
from persongrupper.borger.visning import felter, perioder_for
from persongrupper.forms import Annullering, Gruppevalg, Jobformidler, Udskydelse
from persongrupper.markering.handlinger import (
    Afvist,
    Markeringsfelter,
    annuller,
    find,
    flyt,
    saet,
    slut,
)
from persongrupper.markering.muligheder import Hvordan, muligheder
from persongrupper.markeringer import GRUPPER, Markering
from persongrupper.models import Markeringsperiode, Projektborger
from persongrupper.vaern.dagen import i_dag

_FORMER: dict[str, type[forms.Form]] = {
    str(Markering.UDSKUDT_VISITATION): Udskydelse,
    str(Markering.JOBFORMIDLER): Jobformidler,
}
HANDLINGER = {
    "gruppe": "gruppe",
    "udskyd": str(Markering.UDSKUDT_VISITATION),
    "jobformidler": str(Markering.JOBFORMIDLER),
}
"""Ordet i adressen og det, der sættes."""
AENDRET = (
    "Borgerens markeringer er ændret af en anden, mens du så på siden. De står herunder, som de "
    "er nu."
)


@kraever(Ret.PERSONGRUPPER, log=(Art.VISNING, formaal.BORGER))
@require_safe
def borger(request: Indlogget, borger_id: UUID) -> HttpResponse:
    """Markeringerne, og det, der kan gøres i dag."""
    fundet = _find(request, borger_id)
    skriv(request, Brug(borgere=[fundet.cpr]))
    return render(request, "persongrupper/borger.html", felter(fundet, i_dag()))


@kraever(Ret.PERSONGRUPPER, log=(Art.AENDRING, formaal.BORGER))
@require_POST
def saet_markering(request: Indlogget, borger_id: UUID, slags: str) -> HttpResponse:
    """Sæt en markering eller flyt borgeren; ``slags`` er ``gruppe`` eller en af de to andre."""
    fundet = _find(request, borger_id)
    if request.POST.get("version") != str(fundet.version):
        messages.warning(request, AENDRET)
        return _tilbage(request, fundet, "Ændret imens")
    perioder = perioder_for(fundet)
    mulige = {str(m.markering): m for m in muligheder(perioder, i_dag())}
    foer = Stand.af(fundet, perioder)
    form = (
        Gruppevalg(request.POST, grupper=[g for g in GRUPPER if str(g) in mulige])
        if slags == "gruppe"
        else _FORMER[slags](request.POST)
    )
    if not form.is_valid():
        return _med_fejl(request, fundet, slags, form)
    valgt = form.cleaned_data.pop("markering", slags)
    mulighed = mulige.get(valgt)
    goer = flyt if mulighed and mulighed.hvordan == Hvordan.FLYT else saet
    try:
        goer(fundet, valgt, request.user, Markeringsfelter(**form.cleaned_data))
    except Afvist as nej:
        form.add_error(None, str(nej))
        return _med_fejl(request, fundet, slags, form)
    fundet.refresh_from_db()
    messages.success(request, kvittering(valgt, foer, Stand.af(fundet, perioder_for(fundet))))
    return _tilbage(request, fundet, valgt)


@kraever(Ret.PERSONGRUPPER, log=(Art.AENDRING, formaal.BORGER))
@require_POST
def slut_markering(request: Indlogget, periode_id: UUID) -> HttpResponse:
    """Sæt slutdatoen til i dag."""
    periode = _periode(request, periode_id)
    try:
        slut(periode, request.user)
    except Afvist as nej:
        messages.error(request, str(nej))
    else:
        messages.success(request, f"“{periode.get_markering_display()}” slutter i dag.")
    return _tilbage(request, periode.borger, f"Slut: {periode.markering}")


@kraever(Ret.PERSONGRUPPER, log=(Art.AENDRING, formaal.BORGER))
@require_POST
def annuller_markering(request: Indlogget, periode_id: UUID) -> HttpResponse:
    """Annullér en forkert markering med en grund."""
    periode = _periode(request, periode_id)
    form = Annullering(request.POST, prefix=str(periode.pk))
    if not form.is_valid():
        return _med_fejl(request, periode.borger, f"annuller-{periode.pk}", form)
    hvem = periode.borger
    foer = Stand.af(hvem, perioder_for(hvem))
    try:
        annuller(periode, request.user, form.cleaned_data["grund"])
    except Afvist as nej:
        messages.error(request, str(nej))
    else:
        hvem.refresh_from_db()
        efter = Stand.af(hvem, perioder_for(hvem))
        messages.success(request, annulleret(periode.markering, foer, efter))
    return _tilbage(request, periode.borger, f"Annulleret: {periode.markering}")


def _find(request: Indlogget, borger_id: UUID) -> Projektborger:
    fundet = find(kommune_af(request), borger_id)
    if fundet is None:
        raise Http404("Borgeren findes ikke.")
    return fundet


def _periode(request: Indlogget, periode_id: UUID) -> Markeringsperiode:
    egne = Markeringsperiode.objects.i_kommune(kommune_af(request)).select_related("borger")
    fundet = egne.filter(pk=periode_id).exclude(markering=Markering.BRUTTOMAALGRUPPE).first()
    if fundet is None:
        raise Http404("Markeringen findes ikke.")
    return fundet


def _tilbage(request: Indlogget, hvem: Projektborger, kriterium: str) -> HttpResponse:
    skriv(request, Brug(borgere=[hvem.cpr], kriterium=kriterium))
    return redirect("persongrupper_borger", hvem.pk)


def _med_fejl(request: Indlogget, hvem: Projektborger, navn: str, form: forms.Form) -> HttpResponse:
    """Siden igen med fejlen; intet er ændret, men borgeren er vist."""
    skriv(request, Brug(borgere=[hvem.cpr], kriterium="Afvist", art=Art.VISNING))
    vist = felter(hvem, i_dag(), {navn: form})
    return render(request, "persongrupper/borger.html", vist, status=422)
