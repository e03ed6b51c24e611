"""Indsigt efter databeskyttelsesforordningens artikel 15: på skærmen, som PDF og som data."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from kontrol.eksport.svar import fil
from portal.indsigt.borger import borgeren
from portal.indsigt.celler import vis
from portal.indsigt.samling import indsigt, som_fil, som_pdf

LOG = (Art.INDSIGT, "Indsigt efter anmodning fra borgeren")


@kraever(Ret.LOG, log=LOG)
@require_safe
def skaerm(request: Indlogget, borger_id: UUID) -> HttpResponse:
    """Alt, der holdes om borgeren; en beskyttet adresse er maskeret."""
    borger = borgeren(request, borger_id)
    svar = indsigt(borger)
    skriv(request, Brug(kendte=[borger], kriterium="Skærm"))
    felter = {"svar": svar, "borger": borger, "afsnit": vis(svar.afsnit, masker=True)}
    return render(request, "portal/indsigt/indsigt.html", felter)


@kraever(Ret.LOG, log=LOG)
@require_safe
def pdf(request: Indlogget, borger_id: UUID) -> HttpResponse:
    """Indsigten til at give borgeren, med borgerens egen adresse."""
    borger = borgeren(request, borger_id)
    indhold = som_pdf(indsigt(borger))
    skriv(request, Brug(kendte=[borger], kriterium="PDF"))
    return fil(indhold, "indsigt", "pdf")


@kraever(Ret.LOG, log=LOG)
@require_safe
def json(request: Indlogget, borger_id: UUID) -> HttpResponse:
    """De samme oplysninger som data."""
    borger = borgeren(request, borger_id)
    indhold = som_fil(indsigt(borger))
    skriv(request, Brug(kendte=[borger], kriterium="JSON"))
    return fil(indhold, "indsigt", "json")
