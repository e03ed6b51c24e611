"""Effektmålingens side."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.effekt.rapport import rapport
from feedback.effekt.visning import siden
from kontrol.eksport.svar import fil

UDEN_LOG = "Antal og andele, hvor ingen gruppe er under fem; ingen borgere"


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def effekt(request: Indlogget) -> HttpResponse:
    """Hvad sagerne førte til i kommunen, i den valgte periode og det valgte udsnit."""
    vist = siden(request.GET, omfang_af(request))
    status = 422 if vist.get("fejl") else 200
    return render(request, "feedback/effekt/effekt.html", vist, status=status)


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def rapport_pdf(request: Indlogget) -> HttpResponse:
    """Siden som dokument; et filter, der ikke kendes, giver siden med fejlen."""
    omfang = omfang_af(request)
    vist = siden(request.GET, omfang)
    if not vist["kendte"]:
        raise Http404("Der er ingen opgjort måned endnu.")
    if vist["fejl"]:
        return redirect(f"{reverse('effekt')}?{request.GET.urlencode()}")
    return fil(rapport(vist, omfang), "effektmaaling", "pdf")
