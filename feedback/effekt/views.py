"""Effektmålingens side."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.effekt.rapport import rapport
from feedback.effekt.sagslinks import sagslinks
from feedback.effekt.svar import med_fejlen, siden_svarer
from feedback.effekt.visning import siden
from kontrol.eksport.svar import fil

UDEN_LOG = "Antal og andele, hvor ingen gruppe er under fem; ingen borgere"


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def effekt(request: Indlogget) -> HttpResponse:
    """Hvad sagerne førte til i kommunen, i den valgte periode og det valgte udsnit."""
    vist = siden(request.GET, omfang_af(request))
    if vist["kendte"] and not vist["fejl"]:
        vist["sagslinks"] = sagslinks(request.user, vist["valg"])
    return siden_svarer(request, "feedback/effekt/effekt.html", vist)


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def rapport_pdf(request: Indlogget) -> HttpResponse:
    """Siden som dokument; et filter, der ikke kendes, giver siden med fejlen."""
    omfang = omfang_af(request)
    vist = siden(request.GET, omfang)
    if not vist["kendte"]:
        raise Http404("Der er ingen opgjort måned endnu.")
    if vist["fejl"]:
        return med_fejlen(request, reverse("effekt"))
    return fil(rapport(vist, omfang), "effektmaaling", "pdf")
