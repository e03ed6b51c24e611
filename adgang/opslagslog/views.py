"""Teamlederens stikprøver af opslagsloggen."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from adgang.models import Stikproeve, Stikproeveopslag, Vurdering
from adgang.opslagslog import stikproeve as proeven
from adgang.opslagslog.arter import Art
from adgang.opslagslog.forms import VurderingForm, form_for
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret

FORMAAL = "Kontrol af opslagsloggen"
SENESTE = 12


@kraever(Ret.STIKPROEVE, log=(Art.LISTE, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def stikproever(request: Indlogget) -> HttpResponse:
    """Kommunens seneste stikprøver; et POST trækker en ny."""
    kommune = kommune_af(request)
    if request.method == "POST":
        try:
            proeve = proeven.traek(kommune, request.user)
        except proeven.IntetAtTraekke:
            messages.warning(
                request, "Ingen andre har brugt oplysninger om borgere de seneste 30 dage."
            )
            return redirect("adgang:stikproever")
        skriv(request, Brug(art=Art.AENDRING, kriterium="Ny stikprøve"))
        return redirect("adgang:stikproeve", proeve.pk)
    seneste = list(Stikproeve.objects.i_kommune(kommune).select_related("trukket_af")[:SENESTE])
    skriv(request, Brug(antal=len(seneste)))
    indhold = {"raekker": [(proeve, *_tal(proeve)) for proeve in seneste]}
    return render(request, "adgang/stikproever.html", indhold)


@kraever(Ret.STIKPROEVE, log=(Art.VISNING, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def stikproeve(request: Indlogget, stikproeve_id: UUID) -> HttpResponse:
    """Stikprøvens opslag i én formular; et POST gemmer alle de vurderinger, der er ændret."""
    kommune = kommune_af(request)
    proeve = Stikproeve.objects.i_kommune(kommune).filter(pk=stikproeve_id).first()
    if proeve is None:
        raise Http404("Stikprøven findes ikke.")
    data = request.POST if request.method == "POST" else None
    poster = [(post, form_for(post, data)) for post in proeven.poster(proeve)]
    forkerte = [form for _, form in poster if form.is_bound and not form.is_valid()]
    if data is not None and not forkerte:
        return _gem(request, poster)
    borgere = proeven.borgere(kommune, [post.opslag_id for post, _ in poster])
    skriv(request, Brug(borgere=[cpr for numre in borgere.values() for cpr in numre]))
    indhold = {
        "proeve": proeve,
        "raekker": [(post, borgere[post.opslag_id], form) for post, form in poster],
        "vurderinger": Vurdering.choices,
        "mangler": sum(not post.vurdering for post, _ in poster),
        "fejl": bool(forkerte),
    }
    return render(request, "adgang/stikproeve.html", indhold, status=422 if forkerte else 200)


def _gem(request: Indlogget, poster: list[tuple[Stikproeveopslag, VurderingForm]]) -> HttpResponse:
    aendrede = [(post, form.cleaned_data) for post, form in poster if form.has_changed()]
    for post, svar in aendrede:
        proeven.vurder(post, svar["vurdering"], svar["bemaerkning"], request.user)
    skriv(request, Brug(art=Art.AENDRING, antal=len(aendrede)))
    if aendrede:
        antal = len(aendrede)
        gemt = "1 vurdering er gemt." if antal == 1 else f"{antal} vurderinger er gemt."
        messages.success(request, gemt)
    else:
        messages.info(request, "Der var ikke noget at gemme.")
    return redirect(request.path)


def _tal(proeve: Stikproeve) -> tuple[int, int, int]:
    """Antal opslag, vurderede og dem, der skal undersøges."""
    svar = list(proeve.opslag.values_list("vurdering", flat=True))
    return len(svar), sum(bool(s) for s in svar), svar.count(Vurdering.UNDERSOEGES)
