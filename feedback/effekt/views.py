"""Effektmålingens side."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.effekt.visning import siden

UDEN_LOG = "Antal og andele, hvor ingen gruppe er under fem; ingen borgere"


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def effekt(request: Indlogget) -> HttpResponse:
    """Hvad sagerne førte til i kommunen, i den valgte periode og det valgte udsnit."""
    vist = siden(request.GET, omfang_af(request))
    status = 422 if vist.get("fejl") else 200
    return render(request, "feedback/effekt/effekt.html", vist, status=status)
