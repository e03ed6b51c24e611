"""Listen over ansøgninger, ansøgningens side og de handlinger, den har."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from sagsopstart import formaal
from sagsopstart.forms import adresseform
from sagsopstart.models import Ansoegning, Ansoegningstilstand, Registeropslag
from sagsopstart.opslag.bestil import Lukket, bestil, igen
from sagsopstart.opslag.luk import luk
from sagsopstart.side.opslagene import dagens, er_i_gang, find, personer
from sagsopstart.side.status import statusser
from sagsopstart.side.visning import felter, fremdriften

PR_SIDE = 50
ER_LUKKET = "Ansøgningen er lukket, og der kan ikke slås op mere. Siden viser, som den er nu."
IKKE_FEJLET = "Opslaget er i gang eller har svaret. Siden viser, som det er nu."


@kraever(Ret.SAGSOPSTART, log=(Art.LISTE, formaal.LISTE))
@require_safe
def liste(request: Indlogget) -> HttpResponse:
    """Kommunens ansøgninger, de nyeste først; de lukkede for sig."""
    lukkede = request.GET.get("vis") == "lukkede"
    tilstand = Ansoegningstilstand.LUKKET if lukkede else Ansoegningstilstand.AABEN
    alle = Ansoegning.objects.i_kommune(omfang_af(request))
    egne = alle.filter(tilstand=tilstand).order_by("-modtaget", "-sagsnr")
    side = Paginator(egne, PR_SIDE).get_page(request.GET.get("side"))
    raekker = statusser(list(side.object_list))
    skriv(request, Brug(borgere=[r.ansoegning.cpr for r in raekker], kriterium=str(tilstand.label)))
    vist = {"raekker": raekker, "side": side, "lukkede": lukkede, "findes": alle.exists()}
    return render(request, "sagsopstart/liste.html", vist)


@kraever(Ret.SAGSOPSTART, log=(Art.VISNING, formaal.VISNING))
@require_safe
def ansoegning(request: Indlogget, ansoegning_id: UUID) -> HttpResponse:
    """Fakta om ansøgeren og ægtefællen, som registrene har svaret."""
    fundet = find(omfang_af(request), ansoegning_id)
    opslag = dagens(fundet)
    skriv(request, _brug(fundet, opslag))
    vist = felter(fundet, opslag, adresseform())
    return render(request, "sagsopstart/ansoegning.html", vist)


@kraever(Ret.SAGSOPSTART, log=(Art.AFSLOERING, formaal.VISNING))
@require_http_methods(["GET", "POST"])
def adresse(request: Indlogget, ansoegning_id: UUID) -> HttpResponse:
    """Siden med beskyttede adresser vist, kun i dette svar og kun med en begrundelse."""
    if request.method == "GET":
        return redirect("sagsopstart_ansoegning", ansoegning_id)
    fundet, form = find(omfang_af(request), ansoegning_id), adresseform(request.POST)
    opslag = dagens(fundet)
    if not form.is_valid():
        skriv(request, _brug(fundet, opslag, art=Art.VISNING))
        vist = felter(fundet, opslag, form)
        return render(request, "sagsopstart/ansoegning.html", vist, status=422)
    skriv(request, _brug(fundet, opslag, begrundelse=form.cleaned_data["begrundelse"]))
    vist = felter(fundet, opslag, form, vis_adresse=True)
    return render(request, "sagsopstart/ansoegning.html", vist)


@kraever(Ret.SAGSOPSTART, uden_log="Hvilke registre der har svaret; ingen borgere og ingen fakta")
@require_safe
def fremdrift(request: Indlogget, ansoegning_id: UUID) -> HttpResponse:
    """Registrenes tilstande til siden, der følger dem; tomt svar, når intet er ændret.

    Er alle færdige, henter siden selv resten. Er en beskyttet adresse vist i dette ene billede,
    gør den ikke: så ville adressen forsvinde for den, der er ved at læse den.
    """
    fundet = find(omfang_af(request), ansoegning_id)
    vist = fremdriften(fundet, dagens(fundet))
    if vist["i_gang"] and request.GET.get("set") == vist["maerke"]:
        return HttpResponse(status=204)
    return render(
        request,
        "sagsopstart/fremdrift.html",
        {**vist, "fulgt": True, "vis_adresse": request.GET.get("adresse") == "vist"},
    )


@kraever(Ret.SAGSOPSTART, log=(Art.AENDRING, formaal.OPSLAG))
@require_POST
def proev_igen(request: Indlogget, ansoegning_id: UUID, opslag_id: UUID) -> HttpResponse:
    """Prøv ét register, der ikke svarede, igen."""
    fundet = find(omfang_af(request), ansoegning_id)
    try:
        if not igen(fundet, opslag_id, request.user):
            messages.warning(request, IKKE_FEJLET)
    except Lukket:
        messages.warning(request, ER_LUKKET)
    return _tilbage(request, fundet, "Prøvet igen")


@kraever(Ret.SAGSOPSTART, log=(Art.AENDRING, formaal.OPSLAG))
@require_POST
def slaa_op_i_dag(request: Indlogget, ansoegning_id: UUID) -> HttpResponse:
    """Slå op igen med dagens dato; er det gjort i dag, sker der intet."""
    fundet = find(omfang_af(request), ansoegning_id)
    try:
        bestil(fundet, request.user)
    except Lukket:
        messages.warning(request, ER_LUKKET)
    return _tilbage(request, fundet, "Slået op i dag")


@kraever(Ret.SAGSOPSTART, log=(Art.AENDRING, formaal.VISNING))
@require_POST
def luk_ansoegning(request: Indlogget, ansoegning_id: UUID) -> HttpResponse:
    """Luk ansøgningen: herefter kan der ikke slås op."""
    fundet = find(omfang_af(request), ansoegning_id)
    if luk(fundet, request.user):
        messages.success(request, f"{fundet.sagsnr} er lukket. Der kan ikke slås op mere.")
    else:
        messages.warning(request, ER_LUKKET)
    return _tilbage(request, fundet, "Lukket")


def _tilbage(request: Indlogget, fundet: Ansoegning, kriterium: str) -> HttpResponse:
    skriv(request, Brug(borgere=personer(fundet), sag=fundet.pk, kriterium=kriterium))
    return redirect("sagsopstart_ansoegning", fundet.pk)


def _brug(
    fundet: Ansoegning,
    opslag: list[Registeropslag],
    art: Art | None = None,
    begrundelse: str = "",
) -> Brug:
    i_gang = "Opslag i gang" if er_i_gang(opslag) else ""
    borgere = personer(fundet, opslag)
    return Brug(borgere, sag=fundet.pk, art=art, begrundelse=begrundelse, kriterium=i_gang)
