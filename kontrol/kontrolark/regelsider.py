"""Kontrolkataloget: hvad hver regel gør, til alle, der er logget ind."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from kontrol.kontrolark.registerord import i_ord
from samkoering.grundlag.kle import nummer
from samkoering.regelkatalog import regel, regler


@kraever(Ret.PORTAL, uden_log="Reglerne; ingen borgere")
@require_safe
def katalog(request: Indlogget) -> HttpResponse:
    """Alle 17 regler."""
    return render(request, "kontrol/kontrolark/regler.html", {"regler": regler()})


@kraever(Ret.PORTAL, uden_log="Reglerne; ingen borgere")
@require_safe
def side(request: Indlogget, slug: str) -> HttpResponse:
    """Én regel i klart sprog; ukendt navn giver 404."""
    try:
        post = regel(slug)
    except KeyError as fejl:
        raise Http404("Reglen findes ikke.") from fejl
    felter = {
        "regel": post,
        "laeser": i_ord(post["laeser"]),
        "modtager": _ydelser(post["ym"]),
        "aegtefaelle": _ydelser(post["aef"]),
    }
    return render(request, "kontrol/kontrolark/regel.html", felter)


def _ydelser(numre: list[str]) -> list[str]:
    return [f"{nummer(kle).kort} ({kle})" for kle in numre]
