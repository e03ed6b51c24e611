"""Genvejene med én tast kan slås fra (WCAG 2.1.4); valget hører til brugeren."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret


@kraever(Ret.PORTAL, uden_log="Brugerens egen adgang; ingen borgere")
@require_POST
def genveje(request: Indlogget) -> HttpResponse:
    """Slå genvejene til eller fra. Siden selv spørger efter JSON og får intet at vise."""
    bruger = request.user
    bruger.genveje = request.POST.get("til") == "ja"
    bruger.save(update_fields=("genveje",))
    if request.headers.get("Accept") == "application/json":
        return HttpResponse(status=204)
    tilstand = "til" if bruger.genveje else "fra"
    messages.success(request, f"Genveje med én tast er slået {tilstand}.")
    return redirect("adgang:min_adgang")
