"""Bestil en pakke, følg den, og hent zip-filen. Kun den, der bestilte den, kan nå den."""

from __future__ import annotations

from collections.abc import Collection
from typing import NoReturn
from uuid import UUID

from django.contrib import messages
from django.db.models.fields.json import KT
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.kontrolark.log import skriv_brug
from kontrol.lister.ider import laes_ider
from kontrol.models import Pakke
from kontrol.pakker import mappe
from kontrol.pakker.adgang import hvorfor_ikke, udgaver
from kontrol.pakker.bestil import HOEJST, ForMange, bestil_pakke
from kontrol.pakker.visning import som_visning
from kontrol.prioriteringsliste.forespoergsel import valgte as udsnittets_sager
from kontrol.prioriteringsliste.udsnit import laes_udsnit, tilbage_til_listen
from samkoering.models import Handling, Kontrolark

FORMAAL = "§ 10-opfølgning: visitering af sag"
INTET_VALGT = "Vælg mindst én sag, før du henter kontrolark."
INGEN_LAENGERE = "Ingen af sagerne er længere under behandling. Der er ikke dannet en zip-fil."
FOR_MANGE = (
    f"Du kan højst hente {HOEJST} kontrolark ad gangen. Vælg færre sager, eller filtrér listen."
)
FILEN_MANGLER = "Zip-filen findes ikke længere på serveren."


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def bestil(request: Indlogget) -> HttpResponse:
    """Bestil en zip-fil med de valgte sagers kontrolark, eller med alle i udsnittet."""
    oensket = _oensket(request)
    if not oensket:
        messages.error(request, INTET_VALGT)
        return tilbage_til_listen(request.GET)
    try:
        pakke = bestil_pakke(oensket, request.user)
    except ForMange:
        messages.error(request, FOR_MANGE)
        return tilbage_til_listen(request.GET)
    if pakke is None:
        messages.warning(request, INGEN_LAENGERE)
    else:
        skriv(request, Brug(borgere=_borgere(pakke), kriterium="Zip-fil bestilt"))
    return tilbage_til_listen(request.GET)


@kraever(Ret.SAGER, uden_log="Hvor langt en zip-fil er; antal og sagsnumre, ingen borgere")
@require_safe
def fremdrift(request: Indlogget, pakke_id: UUID) -> HttpResponse:
    """Pakkens linje til siden, der følger den; tomt svar, når intet er ændret siden sidst."""
    vist = som_visning(_egen(request, pakke_id))
    if vist.i_gang and request.GET.get("set") == vist.maerke:
        return HttpResponse(status=204)
    return render(request, "kontrol/pakker/pakke.html", {"pakke": vist})


@kraever(Ret.SAGER, log=(Art.PDF, FORMAAL))
@require_GET
def hent(request: Indlogget, pakke_id: UUID) -> HttpResponse:
    """Zip-filen. Er den slettet eller forældet, siges det på dansk, og intet sendes."""
    pakke = _egen(request, pakke_id)
    grund = hvorfor_ikke(pakke)
    indhold = None if grund else mappe.laes(pakke.pk)
    if indhold is None:
        felter = {"grund": grund or FILEN_MANGLER}
        return render(request, "kontrol/pakker/borte.html", felter, status=410)
    _noter_hentning(request, pakke)
    svar = HttpResponse(indhold, content_type="application/zip")
    dag = timezone.localtime(pakke.oprettet)
    svar["Content-Disposition"] = f'attachment; filename="kontrolark-{dag:%Y-%m-%d}.zip"'
    svar["Cache-Control"] = "no-store"
    return svar


def _oensket(request: Indlogget) -> Collection[UUID]:
    """De afkrydsede, eller alle i det udsnit, adressen siger; højst én mere end grænsen."""
    if "alle" not in request.POST:
        return laes_ider(request.POST.getlist("sag"))
    sager = udsnittets_sager(omfang_af(request), request.user, laes_udsnit(request.GET))
    return list(sager.order_by("udloeber", "id").values_list("pk", flat=True)[: HOEJST + 1])


def _egen(request: Indlogget, pakke_id: UUID) -> Pakke:
    """Brugerens egen pakke; en andens og en ukendt findes ikke."""
    egne = Pakke.objects.i_kommune(omfang_af(request)).filter(bruger=request.user)
    return egne.select_related("bruger").filter(pk=pakke_id).first() or _findes_ikke()


def _findes_ikke() -> NoReturn:
    raise Http404("Zip-filen findes ikke.")


def _noter_hentning(request: Indlogget, pakke: Pakke) -> None:
    """Hver sags historik og opslagsloggen, i samme transaktion som svaret."""
    for ark in _arkene(pakke):
        hvad = f"Udgave {ark.udgave}, i en zip-fil"
        skriv_brug(ark.sag, request.user, Handling.HENTET_PDF, hvad, ark=ark)
    skriv(request, Brug(borgere=_borgere(pakke), antal=pakke.antal))


def _arkene(pakke: Pakke) -> list[Kontrolark]:
    valgte = udgaver(pakke)
    alle = Kontrolark.objects.i_kommune(pakke.kommune_id).filter(sag__in=valgte)
    ark = alle.select_related("sag__kommune").defer("indhold")
    return [et for et in ark if valgte[et.sag_id] == et.udgave]


def _borgere(pakke: Pakke) -> list[str]:
    """Alle, arkene viser noget om: borgerne, ægtefællerne og dem, hændelserne handler om."""
    valgte = udgaver(pakke)
    alle = Kontrolark.objects.i_kommune(pakke.kommune_id).filter(sag__in=valgte)
    # KT: på SQLite bliver en tekst af lutter cifre ellers til et tal.
    med_aef = alle.annotate(aef=KT("indhold__aef__cpr"))
    felter = ("sag_id", "udgave", "sag__cpr", "aef", "sag__udfald__cpr")
    personer: set[str] = set()
    for sag, udgave, *cpr in med_aef.values_list(*felter):
        if valgte[sag] == udgave:
            personer.update(filter(None, cpr))
    return sorted(personer)
