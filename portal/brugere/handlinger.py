"""Knapperne på brugerens side: hver handling er et POST og en række i opslagsloggen."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from adgang.brugere import forvalt
from adgang.models import Bruger
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from adgang.sessioner import forloeb
from portal.brugere.opslag import FORMAAL, find, muligheder

SIG_SELV = "Det kan du ikke gøre ved din egen bruger. Bed en anden teamleder om det."
SIDSTE = "{navn} er kommunens sidste teamleder. Opret eller genåbn en anden først."
IKKE_NU = "Intet er ændret. {navn} er blevet ændret, siden du åbnede siden."


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, FORMAAL))
@require_POST
def aabn(request: Indlogget, bruger_id: UUID) -> HttpResponse:
    """Åbn igen efter spærring."""
    bruger = find(request, bruger_id)
    if not muligheder(bruger, request.user, timezone.now()).aabn:
        return _afvis(request, bruger, IKKE_NU)
    forvalt.aabn(bruger)
    return _faerdig(request, bruger, "Spærring ophævet", "{navn} kan logge ind igen.")


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, FORMAAL))
@require_POST
def nulstil(request: Indlogget, bruger_id: UUID) -> HttpResponse:
    """Ny engangskode, vist denne ene gang."""
    bruger = find(request, bruger_id)
    if not muligheder(bruger, request.user, timezone.now()).nulstil:
        return _afvis(request, bruger, IKKE_NU)
    try:
        forvalt.kraev_anden_administrator(bruger)
    except forvalt.SidsteAdministrator:
        return _afvis(request, bruger, SIDSTE)
    return vis_engangskode(request, bruger, forvalt.nulstil(bruger), "Adgang nulstillet")


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, FORMAAL))
@require_POST
def luk(request: Indlogget, bruger_id: UUID) -> HttpResponse:
    """Luk brugeren ude, også af de sessioner, der er åbne."""
    bruger = find(request, bruger_id)
    if not muligheder(bruger, request.user, timezone.now()).luk:
        return _afvis(request, bruger, IKKE_NU)
    try:
        forvalt.luk(bruger)
    except forvalt.SidsteAdministrator:
        return _afvis(request, bruger, SIDSTE)
    return _faerdig(request, bruger, "Bruger lukket", "{navn} er lukket og logget af alle steder.")


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, FORMAAL))
@require_POST
def genaabn(request: Indlogget, bruger_id: UUID) -> HttpResponse:
    """Genåbn en lukket bruger; hun begynder med en engangskode."""
    bruger = find(request, bruger_id)
    if not muligheder(bruger, request.user, timezone.now()).genaabn:
        return _afvis(request, bruger, IKKE_NU)
    return vis_engangskode(request, bruger, forvalt.genaabn(bruger), "Bruger genåbnet")


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, FORMAAL))
@require_POST
def log_af(request: Indlogget, bruger_id: UUID) -> HttpResponse:
    """Log alle brugerens sessioner af."""
    bruger = find(request, bruger_id)
    if not muligheder(bruger, request.user, timezone.now()).log_af:
        return _afvis(request, bruger, IKKE_NU)
    forloeb.luk_alle(bruger)
    return _faerdig(request, bruger, "Sessioner logget af", "{navn} er logget af alle steder.")


def vis_engangskode(request: Indlogget, bruger: Bruger, kode: str, hvad: str) -> HttpResponse:
    """Skriv i loggen, og vis engangskoden i svaret selv: den kan ikke hentes igen."""
    skriv(request, Brug(kriterium=f"{hvad}: {bruger.brugernavn}", antal=1))
    indhold = {"bruger": bruger, "kode": kode, "hvad": hvad}
    return render(request, "portal/brugere/engangskode.html", indhold)


def _faerdig(request: Indlogget, bruger: Bruger, hvad: str, besked: str) -> HttpResponse:
    skriv(request, Brug(kriterium=f"{hvad}: {bruger.brugernavn}", antal=1))
    messages.success(request, besked.format(navn=bruger.navn))
    return redirect("bruger", bruger.reference)


def _afvis(request: Indlogget, bruger: Bruger, grund: str) -> HttpResponse:
    """Intet skete; siden siger hvorfor."""
    besked = SIG_SELV if bruger.pk == request.user.pk else grund.format(navn=bruger.navn)
    messages.error(request, besked)
    return redirect("bruger", bruger.reference)
