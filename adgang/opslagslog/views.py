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
from adgang.opslagslog.forms import VurderingForm
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
    """Stikprøvens opslag; et POST gemmer vurderingen af ét af dem."""
    kommune = kommune_af(request)
    proeve = Stikproeve.objects.i_kommune(kommune).filter(pk=stikproeve_id).first()
    if proeve is None:
        raise Http404("Stikprøven findes ikke.")
    fejl: dict[int, VurderingForm] = {}
    if request.method == "POST":
        form, post = VurderingForm(request.POST), _post(request, proeve)
        if form.is_valid():
            svar = form.cleaned_data
            proeven.vurder(post, svar["vurdering"], svar["bemaerkning"], request.user)
            skriv(request, Brug(art=Art.AENDRING, antal=1))
            return redirect(f"{request.path}#opslag-{post.pk}")
        fejl[post.pk] = form
    poster = proeven.poster(proeve)
    borgere = proeven.borgere(kommune, [post.opslag_id for post in poster])
    skriv(request, Brug(borgere=[cpr for numre in borgere.values() for cpr in numre]))
    indhold = {
        "proeve": proeve,
        "raekker": [(post, borgere[post.opslag_id], fejl.get(post.pk)) for post in poster],
        "vurderinger": Vurdering.choices,
        "mangler": sum(not post.vurdering for post in poster),
        "fejl": list(fejl.values()),
    }
    return render(request, "adgang/stikproeve.html", indhold, status=422 if fejl else 200)


def _post(request: Indlogget, proeve: Stikproeve) -> Stikproeveopslag:
    nr = request.POST.get("post", "")
    alle = Stikproeveopslag.objects.i_kommune(proeve.kommune_id).filter(stikproeve=proeve)
    post = (
        alle.filter(pk=int(nr)).first() if nr.isascii() and nr.isdigit() and len(nr) < 19 else None
    )
    if post is None:
        raise Http404("Opslaget er ikke i stikprøven.")
    return post


def _tal(proeve: Stikproeve) -> tuple[int, int, int]:
    """Antal opslag, vurderede og dem, der skal undersøges."""
    svar = list(proeve.opslag.values_list("vurdering", flat=True))
    return len(svar), sum(bool(s) for s in svar), svar.count(Vurdering.UNDERSOEGES)
