"""Projekternes sider."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from registre.hel_fil import FilAfvist
from udsoegning import formaal
from udsoegning.forms import Kursusliste, NytProjekt
from udsoegning.indlaesning.indlaes import Indlaest, indlaes
from udsoegning.models import Projekt
from udsoegning.projekt.dokument import som_pdf
from udsoegning.projekt.handlinger import (
    bestil_soegning,
    cpr_i_projektet,
    er_i_gang,
    find,
    laas,
    luk,
    opret,
    soegningens_ord,
)
from udsoegning.projekt.visning import felter
from udsoegning.rummet import i_rummet, kode_i, kommune_i
from udsoegning.side import vis

FEJL_VISES = 20
METODER = ["GET", "HEAD", "POST"]
LUKKET = "Projektet er lukket, og intet er ændret."
VENT = "Der søges nu. Vent med at indlæse en ny liste, til der er søgt; intet er indlæst."


@kraever(Ret.UDSOEGNING, log=(Art.AENDRING, formaal.PROJEKT))
@require_http_methods(METODER)
def projekter(request: Indlogget) -> HttpResponse:
    """Kommunens projekter; et POST opretter et nyt."""
    form = NytProjekt(request.POST if request.method == "POST" else None)
    kommune = kommune_i(request)
    if form.is_valid():
        valgt = form.cleaned_data
        with i_rummet():
            ny = opret(
                kommune, request.user, valgt["navn"], valgt["kurser_fra"], valgt["kurser_til"]
            )
        skriv(request, Brug(kriterium="Projekt oprettet", antal=1))
        messages.success(request, "Projektet er oprettet. Indlæs nu kursuslisten.")
        return redirect("udsoegning_projekt", ny.pk)
    nu = timezone.now()
    with i_rummet():
        alle = [(et, soegningens_ord(et, nu)) for et in Projekt.objects.i_kommune(kommune)]
    skriv(request, Brug(art=Art.VISNING, kriterium="Projekter", antal=len(alle)))
    indhold = {"projekter": alle, "form": form}
    return vis(request, "projekter.html", indhold, status=422 if form.errors else 200)


@kraever(Ret.UDSOEGNING, log=(Art.LISTE, formaal.PROJEKT))
@require_safe
def projekt(request: Indlogget, projekt_id: UUID) -> HttpResponse:
    """Projektets liste, og det, der kan gøres."""
    return _side(request, projekt_id, Kursusliste())


@kraever(Ret.UDSOEGNING, log=(Art.AENDRING, formaal.INDLAESNING))
@require_POST
def kurser(request: Indlogget, projekt_id: UUID) -> HttpResponse:
    """Indlæs en kursusliste, eller få at vide, hvorfor den er afvist."""
    form = Kursusliste(request.POST, request.FILES)
    if not form.is_valid():
        return _side(request, projekt_id, form, status=422)
    try:
        with i_rummet():
            fundet = _aabent(request, projekt_id)
            udfald = _indlaes(request, fundet, form.cleaned_data)
    except FilAfvist as nej:
        return _side(request, projekt_id, form, nej.fejl, status=422)
    if udfald is None:
        skriv(request, Brug(kriterium="Kursusliste ikke indlæst", antal=0))
        messages.warning(request, VENT)
        return redirect("udsoegning_projekt", fundet.pk)
    skriv(request, Brug(borgere=udfald.cpr, kriterium=f"Kursusliste {udfald.sha256[:12]}"))
    messages.success(request, _som_ord(udfald))
    return redirect("udsoegning_projekt", fundet.pk)


@kraever(Ret.UDSOEGNING, log=(Art.SOEGNING, formaal.SOEGNING))
@require_POST
def soeg(request: Indlogget, projekt_id: UUID) -> HttpResponse:
    """Sæt søgningen i gang; alle på listen, der bliver slået op, står i loggen."""
    with i_rummet():
        fundet = _aabent(request, projekt_id)
        numre = cpr_i_projektet(fundet)
        sat = bool(numre) and bestil_soegning(fundet, timezone.now())
    if not sat:
        skriv(request, Brug(kriterium="Søgning ikke bestilt", antal=0))
        grund = "Søgningen er allerede i gang." if numre else "Indlæs en kursusliste først."
        messages.warning(request, grund)
        return redirect("udsoegning_projekt", fundet.pk)
    skriv(request, Brug(borgere=numre, kriterium="Kursuslisten mod registrene"))
    messages.success(request, "Søgningen er sat i gang.")
    return redirect("udsoegning_projekt", fundet.pk)


@kraever(Ret.UDSOEGNING, uden_log="Om søgningen er i gang; ingen borgere")
@require_safe
def tilstand(request: Indlogget, projekt_id: UUID) -> HttpResponse:
    """Et tomt svar til siden, der følger søgningen; er den slut eller opgivet, henter den sig selv
    igen og følger ikke længere.
    """
    with i_rummet():
        i_gang = er_i_gang(_projekt(request, projekt_id), timezone.now())
    return HttpResponse(status=204, headers={} if i_gang else {"HX-Refresh": "true"})


@kraever(Ret.UDSOEGNING, log=(Art.AENDRING, formaal.PROJEKT))
@require_POST
def luk_projekt(request: Indlogget, projekt_id: UUID) -> HttpResponse:
    """Luk projektet; seks måneder senere er alt om det slettet."""
    with i_rummet():
        fundet = _aabent(request, projekt_id)
        numre = cpr_i_projektet(fundet)
        luk(fundet, timezone.now())
    skriv(request, Brug(borgere=numre, kriterium="Projekt lukket"))
    messages.success(request, "Projektet er lukket. Kursuslisten er slettet.")
    return redirect("udsoegning_projekt", fundet.pk)


@kraever(Ret.UDSOEGNING, log=(Art.PDF, formaal.PROJEKT))
@require_safe
def pdf(request: Indlogget, projekt_id: UUID) -> HttpResponse:
    """Listen som PDF."""
    kommune = kommune_i(request)
    with i_rummet():
        vist = felter(_projekt(request, projekt_id))
    indhold = som_pdf(vist, kommune)
    skriv(request, Brug(borgere=[r.cpr for r in vist["raekker"]]))
    svar = HttpResponse(indhold, content_type="application/pdf")
    svar["Content-Disposition"] = 'attachment; filename="udsoegning.pdf"'
    return svar


def _side(
    request: Indlogget,
    projekt_id: UUID,
    form: forms.Form,
    fejl: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    with i_rummet():
        vist = felter(_projekt(request, projekt_id))
    skriv(request, Brug(art=Art.LISTE, borgere=[r.cpr for r in vist["raekker"]]))
    mere: dict[str, Any] = {
        "form": form,
        "fejl": fejl[:FEJL_VISES],
        "flere_fejl": max(0, len(fejl) - FEJL_VISES),
    }
    return vis(request, "projekt.html", {**vist, **mere}, status=status)


def _projekt(request: Indlogget, projekt_id: UUID) -> Projekt:
    fundet = find(kode_i(request), projekt_id)
    if fundet is None:
        raise Http404("Projektet findes ikke.")
    return fundet


def _aabent(request: Indlogget, projekt_id: UUID) -> Projekt:
    """Projektet, låst; et lukket kan ses, men ikke ændres."""
    fundet = laas(kode_i(request), projekt_id)
    if fundet is None:
        raise Http404("Projektet findes ikke.")
    if fundet.lukket:
        raise Http404(LUKKET)
    return fundet


def _indlaes(request: Indlogget, fundet: Projekt, valgt: dict[str, Any]) -> Indlaest | None:
    """Indlæs filen; ``None``, mens der søges: den ville ikke være med i søgningen."""
    if er_i_gang(fundet, timezone.now()):
        return None
    dag = timezone.localdate()
    return indlaes(valgt["fil"].read(), fundet, valgt["kilde"], request.user, dag)


def _som_ord(udfald: Indlaest) -> str:
    if not udfald.nye:
        return "Listen er indlæst før. Intet er ændret."
    raekker = f"{udfald.raekker} {'række' if udfald.raekker == 1 else 'rækker'}"
    nye = f"{udfald.nye} {'ny' if udfald.nye == 1 else 'nye'}"
    return f"Listen er indlæst: {raekker}, {nye}. Fingeraftryk {udfald.sha256[:12]}."
