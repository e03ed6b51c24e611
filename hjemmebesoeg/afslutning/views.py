"""Afslut turen, destruér listen, eller kassér en kladde."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from hjemmebesoeg import formaal
from hjemmebesoeg.afslutning.afslut import KanIkkeAfsluttes, ListenErVaek, afslut
from hjemmebesoeg.afslutning.destruer import Destrueret, KanIkkeDestrueres, destruer, kasser
from hjemmebesoeg.liste.opslag import find_liste, stop_paa
from hjemmebesoeg.liste.views import vis_listen

IKKE_TALT = (
    "Besøgene er ikke talt med: statistikken for måneden er lukket. "
    "De står på borgernes sager som ellers."
)


@kraever(Ret.KOERELISTER, log=(Art.AENDRING, formaal.JOURNAL))
@require_POST
def afslut_turen(request: Indlogget, liste_id: UUID) -> HttpResponse:
    """Læg hvert stop til journalen; herefter kan intet på listen rettes."""
    liste = find_liste(request, liste_id)
    set_ = request.POST.get("ikke_naaet", "")
    try:
        svar = afslut(liste, request.user, int(set_) if set_.isdecimal() else -1)
    except ListenErVaek as vaek:
        return _vaek(request, vaek)
    except KanIkkeAfsluttes as nej:
        return vis_listen(request, liste, fejl=str(nej), status=409)
    skriv(request, Brug([stop.sag.cpr for stop in svar.stop]))
    messages.success(
        request, "Turen er afsluttet. Hvert stop er på vej til journalen på borgerens sag."
    )
    return redirect("koereliste", liste.pk)


@kraever(Ret.KOERELISTER, log=(Art.SLETNING, formaal.DESTRUKTION))
@require_POST
def destruer_listen(request: Indlogget, liste_id: UUID) -> HttpResponse:
    """Tæl med, slet og kvittér i ét."""
    liste = find_liste(request, liste_id)
    borgere = [stop.sag.cpr for stop in stop_paa(liste)]
    try:
        svar = destruer(liste, request.user)
    except ListenErVaek as vaek:
        return _vaek(request, vaek)
    except KanIkkeDestrueres as nej:
        return vis_listen(request, liste, fejl=str(nej), status=409)
    skriv(request, Brug(borgere))
    kvittering = svar.kvittering
    messages.success(
        request,
        f"{kvittering.nr} er destrueret. {kvittering.antal_stop} stop er journaliseret på "
        f"borgernes sager.{_makuler(svar)}",
    )
    if not svar.talt:
        messages.warning(request, IKKE_TALT)
    return redirect("koerelister")


@kraever(Ret.KOERELEDELSE, log=(Art.SLETNING, formaal.DESTRUKTION))
@require_POST
def kasser_kladden(request: Indlogget, liste_id: UUID) -> HttpResponse:
    """Destruér en liste, ingen har kørt."""
    liste = find_liste(request, liste_id)
    borgere = [stop.sag.cpr for stop in stop_paa(liste)]
    try:
        svar = kasser(liste, request.user)
    except ListenErVaek as vaek:
        return _vaek(request, vaek)
    except KanIkkeDestrueres as nej:
        return vis_listen(request, liste, fejl=str(nej), status=409)
    skriv(request, Brug(borgere))
    messages.success(
        request,
        f"{svar.kvittering.nr} er destrueret. Borgerne kan vælges igen.{_makuler(svar)}",
    )
    return redirect("koerelister")


def _makuler(svar: Destrueret) -> str:
    """Papiret nævnes kun, når der findes noget."""
    if not svar.udskrifter:
        return ""
    return " Makulér udskriften." if svar.udskrifter == 1 else " Makulér udskrifterne."


def _vaek(request: Indlogget, vaek: ListenErVaek) -> HttpResponse:
    """Der er ingen liste at vise mere."""
    skriv(request, Brug(kriterium="Ændret imens"))
    messages.warning(request, str(vaek))
    return redirect("koerelister")
