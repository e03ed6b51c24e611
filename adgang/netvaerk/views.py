"""Administratorens side: hvilke netværk kommunens brugere må komme fra."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from adgang.models import Netvaerk
from adgang.netvaerk import forvalt
from adgang.netvaerk.afsender import er_i, laes_adresse, laes_net
from adgang.netvaerk.forms import NetvaerkForm
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret

FORMAAL = "Kommunens netværk"
EGET = (
    "Netværket kan ikke fjernes, for det er det, du selv kommer fra. Tilføj først et andet, "
    "der dækker din adresse {ip}."
)


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def liste(request: Indlogget) -> HttpResponse:
    """Listen; et POST føjer et netværk til."""
    kommune, form = kommune_af(request), NetvaerkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        felter = form.cleaned_data
        ny = forvalt.tilfoej(kommune, felter["adresser"], felter["beskrivelse"], request.user)
        if ny:
            skriv(request, Brug(kriterium=f"Tilføjet {felter['adresser']}"))
            messages.success(request, f"{felter['adresser']} er tilføjet og gælder med det samme.")
            return redirect("adgang:netvaerk")
        form.add_error("adresser", "Netværket står allerede på listen")
    skriv(request, Brug(art=Art.VISNING))
    indhold = {"form": form, "netvaerk": _raekker(request), "ip": request.klient_ip}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "adgang/netvaerk.html", indhold, status=status)


@kraever(Ret.ADMINISTRATION, log=(Art.SLETNING, FORMAAL))
@require_POST
def fjern(request: Indlogget, netvaerk_id: UUID) -> HttpResponse:
    """Fjern et netværk, medmindre administratoren selv står på det."""
    kommune = kommune_af(request)
    netvaerk = Netvaerk.objects.i_kommune(kommune).filter(pk=netvaerk_id).first()
    if netvaerk is None:
        raise Http404("Netværket findes ikke.")
    adresser = netvaerk.adresser
    try:
        forvalt.fjern(kommune, netvaerk, request.klient_ip)
    except forvalt.LukkerSigSelvUde:
        messages.error(request, EGET.format(ip=request.klient_ip))
    else:
        skriv(request, Brug(kriterium=f"Fjernet {adresser}"))
        messages.success(request, f"{adresser} er fjernet. Ingen kan længere komme ind derfra.")
    return redirect("adgang:netvaerk")


def _raekker(request: Indlogget) -> list[tuple[Netvaerk, bool]]:
    """Netværkene, og om administratoren selv kommer fra dem lige nu."""
    egen = laes_adresse(request.klient_ip)
    alle = Netvaerk.objects.i_kommune(kommune_af(request)).select_related("oprettet_af")
    return [(net, er_i(egen, [laes_net(net.adresser)])) for net in alle.order_by("oprettet", "pk")]
