"""Udskriv listen. Hver udskrift får sit nummer og står i opslagsloggen."""

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
from hjemmebesoeg.liste.opslag import find_liste, til_turen
from hjemmebesoeg.liste.views import vis_listen
from hjemmebesoeg.models import Listetilstand
from hjemmebesoeg.udskrift.pdf import nyt_eksemplar, som_pdf

IKKE_MERE = "Turen er afsluttet. Det, der blev noteret, står på borgernes sager."
INTET = "Der er ingen stop, der må udskrives."


@kraever(Ret.KOERELISTER, log=(Art.PDF, formaal.PAPIR))
@require_POST
def udskriv(request: Indlogget, liste_id: UUID) -> HttpResponse:
    """Det næste eksemplar som PDF; beskyttede adresser er ikke med."""
    liste = find_liste(request, liste_id)
    if liste.tilstand != Listetilstand.KLADDE:
        return vis_listen(request, liste, fejl=IKKE_MERE, status=409)
    stop, udeladt = til_turen(liste)
    if not stop:
        return vis_listen(request, liste, fejl=INTET, status=409)
    eksemplar = nyt_eksemplar(liste, request.user)
    if eksemplar is None:
        skriv(request, Brug(kriterium="Ændret imens"))
        messages.warning(request, IKKE_MERE)
        return redirect("koerelister")
    skriv(request, Brug([et.sag.cpr for et in stop]))
    svar = HttpResponse(som_pdf(liste, eksemplar, stop, udeladt), content_type="application/pdf")
    svar["Content-Disposition"] = f'inline; filename="koereliste-{liste.nr}-{eksemplar.nr}.pdf"'
    svar["Cache-Control"] = "no-store"
    return svar
