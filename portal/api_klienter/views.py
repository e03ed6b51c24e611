"""Listen, den nye klient og tilbagekaldelsen."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adgang.api import klienter
from adgang.api.omfang import Apiomfang
from adgang.models import Apiklient
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret
from adgang.sessioner.frisk import kraever_frisk_kode
from portal.api_klienter.forms import OPTAGET, NyKlientForm
from portal.api_klienter.liste import hent

FORMAAL = "Kommunens API-klienter"


@kraever(Ret.ADMINISTRATION, log=(Art.LISTE, FORMAAL))
@require_safe
def liste(request: Indlogget) -> HttpResponse:
    """Kommunens klienter."""
    raekker = hent(kommune_af(request))
    skriv(request, Brug(antal=len(raekker)))
    return render(request, "portal/api_klienter/liste.html", {"raekker": raekker})


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, FORMAAL))
@kraever_frisk_kode
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Indlogget) -> HttpResponse:
    """Formularen; et POST opretter klienten og viser dens nøgle i svaret selv."""
    form = NyKlientForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (oprettet := _opret(request, form)):
        klient, noegle = oprettet
        indhold = {"klient": klient, "noegle": noegle}
        return render(request, "portal/api_klienter/noegle.html", indhold)
    skriv(request, Brug(art=Art.VISNING))
    status = 422 if form.errors else 200
    return render(request, "portal/api_klienter/ny.html", {"form": form}, status=status)


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, FORMAAL))
@kraever_frisk_kode
@require_POST
def tilbagekald(request: Indlogget, klient_id: UUID) -> HttpResponse:
    """Luk klienten nu."""
    klient = Apiklient.objects.i_kommune(kommune_af(request)).filter(pk=klient_id).first()
    if klient is None:
        raise Http404("Klienten findes ikke.")
    if klienter.tilbagekald(klient):
        skriv(request, Brug(kriterium=f"API-klient tilbagekaldt: {klient.navn}", antal=1))
        messages.success(request, f"{klient.navn} er kaldt tilbage og lukkes ikke længere ind.")
    else:
        messages.info(request, f"{klient.navn} var allerede kaldt tilbage.")
    return redirect("api_klienter")


def _opret(request: Indlogget, form: NyKlientForm) -> tuple[Apiklient, str] | None:
    """Klienten og nøglen; ``None``, når en gældende klient allerede hedder det samme."""
    felter = form.cleaned_data
    omfang = [Apiomfang(et) for et in felter["omfang"]]
    try:
        klient, noegle = klienter.opret(
            kommune_af(request),
            felter["navn"],
            omfang,
            dage=felter["dage"],
            kle=felter["ydelser"],
            af=request.user,
        )
    except IntegrityError:
        form.add_error("navn", OPTAGET)
        return None
    hvad = f"API-klient oprettet: {klient.navn} ({', '.join(klient.omfang)})"
    skriv(request, Brug(kriterium=hvad, antal=1))
    return klient, noegle
