"""Driftens side, den del af den, der følger med, og knapperne."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adgang.kommuner import KOMMUNER
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from portal.drift.grundlag import seneste_hele_nat
from portal.drift.handlinger import KanIkke, saet_i_gang, vent_ikke
from portal.drift.visning import hele_siden, kun_nu
from registre.kontrakt import REGISTRE
from samkoering.models import Koersel
from samkoering.natten import igen

UDEN_LOG = "Kørsler, registre og antal for hele landet; ingen borgere"
FORMAAL = "Drift af den natlige samkøring"
VAELG_KOMMUNE = "Vælg en kommune, før du kører den igen."


@kraever(Ret.DRIFT, uden_log=UDEN_LOG)
@require_safe
def drift(request: Indlogget) -> HttpResponse:
    """Hvad der skete i nat, hvad der virkede, og hvad der sker nu."""
    mangler = request.GET.get("mangler") == "kommune"
    fejl = {"kommunefejl": VAELG_KOMMUNE if mangler else ""}
    return render(request, "portal/drift/drift.html", {**hele_siden(), **fejl})


@kraever(Ret.DRIFT, uden_log=UDEN_LOG)
@require_safe
def nu(request: Indlogget) -> HttpResponse:
    """Det øverste til siden, der følger med; hele siden, når en kørsel er begyndt eller slut."""
    vist = kun_nu()
    if request.GET.get("fase") != vist["fase"]:
        svar = render(request, "portal/drift/indhold.html", hele_siden())
        svar["HX-Retarget"], svar["HX-Reswap"], svar["HX-Reselect"] = (
            "#drift",
            "outerHTML",
            "#drift",
        )
        return svar
    if request.GET.get("set") == vist["maerke"]:
        return HttpResponse(status=204)
    return render(request, "portal/drift/nu.html", vist)


@kraever(Ret.DRIFT, log=(Art.AENDRING, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def natten_igen(request: Indlogget) -> HttpResponse:
    """Spørg først: hele landet koster tid. Et POST begynder kørslen."""
    if request.method == "POST":
        return _koer(request, "Natten kørt igen", partial(igen.hele_natten, request.user))
    skriv(request, Brug(art=Art.VISNING))
    return render(request, "portal/drift/natten_igen.html", {"nat": seneste_hele_nat()})


@kraever(Ret.DRIFT, log=(Art.AENDRING, FORMAAL))
@require_POST
def kommune_igen(request: Indlogget) -> HttpResponse:
    """Kør den valgte kommune igen."""
    kode = request.POST.get("kommune", "")
    if kode not in KOMMUNER:
        messages.error(request, VAELG_KOMMUNE)
        return redirect(f"{reverse('drift')}?mangler=kommune#kommune")
    begynd = partial(igen.kommunen, kode, request.user)
    return _koer(request, f"{KOMMUNER[kode]} kørt igen", begynd)


@kraever(Ret.DRIFT, log=(Art.AENDRING, FORMAAL))
@require_POST
def register_igen(request: Indlogget, slug: str) -> HttpResponse:
    """Hent det tavse register, og udfyld det, det lod stå."""
    if slug not in REGISTRE:
        raise Http404("Registeret findes ikke.")
    begynd = partial(igen.registeret, slug, request.user)
    return _koer(request, f"{REGISTRE[slug]} kørt igen", begynd)


@kraever(Ret.DRIFT, log=(Art.AENDRING, FORMAAL))
@require_POST
def karantaene_igen(request: Indlogget, koersel_id: UUID) -> HttpResponse:
    """Giv kørslens dele i karantæne en ny chance."""
    koersel = Koersel.objects.filter(pk=koersel_id).first()
    if koersel is None:
        raise Http404("Kørslen findes ikke.")

    def begynd() -> Koersel:
        igen.delene_i_karantaene(koersel)
        return koersel

    return _koer(request, f"Karantænens dele i {koersel} prøvet igen", begynd)


@kraever(Ret.DRIFT, log=(Art.AENDRING, FORMAAL))
@require_POST
def proev_nu(request: Indlogget) -> HttpResponse:
    """Vent ikke på den næste prøve."""
    return _koer(request, "Natten prøvet igen før tiden", vent_ikke)


def _koer(request: Indlogget, hvad: str, begynd: Callable[[], Koersel]) -> HttpResponse:
    try:
        koersel = saet_i_gang(begynd)
    except KanIkke as fejl:
        messages.error(request, str(fejl))
    else:
        skriv(request, Brug(kriterium=f"{hvad}: kørsel {koersel}", antal=1))
        messages.success(request, f"Kørslen {koersel} er begyndt. Du kan følge den her.")
    return redirect("drift")
