"""Siderne, hvor ansøgninger kommer ind: én ad gangen, en fil, eller de valgte på listen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever, omfang_af
from adgang.roller import Ret
from kontrol.lister.ider import laes_ider
from registre.hel_fil import FilAfvist
from sagsopstart import formaal
from sagsopstart.forms import Ansoegningsform, Filform
from sagsopstart.models import Ansoegning, Bunke
from sagsopstart.modtagelse.bunke import Fremdrift, fremdrift, modtag_fil, slaa_valgte_op
from sagsopstart.modtagelse.fil import HOEJST, KOLONNER, YDELSER
from sagsopstart.modtagelse.modtag import Indkommen, modtag
from sagsopstart.side.status import statusser

FEJL_VISES = 20
KENDT = "Ansøgningen er modtaget før. Intet er slået op igen."
INTET_VALGT = "Vælg mindst én ansøgning, før du slår op."
INGEN_AABNE = "Ingen af de valgte ansøgninger er åbne. Der er ikke slået op."
EN_ANDEN_YDELSE = "Du ser ikke ansøgninger om den ydelse. Vælg en anden"


@kraever(Ret.SAGSOPSTART, log=(Art.AENDRING, formaal.MODTAGET))
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Indlogget) -> HttpResponse:
    """Skriv en ansøgning ind; opslagene begynder med det samme."""
    if request.method != "POST":
        skriv(request, Brug(art=Art.VISNING, kriterium="Formularen", antal=0))
        form = Ansoegningsform(initial={"modtaget": timezone.localdate()})
        return render(request, "sagsopstart/ny.html", {"form": form})
    form = Ansoegningsform(request.POST)
    if form.is_valid() and not _ser(request, form.cleaned_data["grundlag"]):
        form.add_error("grundlag", EN_ANDEN_YDELSE)
    if not form.is_valid():
        skriv(request, Brug(art=Art.VISNING, kriterium="Formularen mangler noget", antal=0))
        return render(request, "sagsopstart/ny.html", {"form": form}, status=422)
    ansoegning, er_ny = modtag(kommune_af(request), Indkommen(**form.cleaned_data), request.user)
    skriv(request, Brug(borgere=[ansoegning.cpr], sag=ansoegning.pk, kriterium=ansoegning.sagsnr))
    if er_ny:
        messages.success(request, f"Ansøgningen er modtaget som {ansoegning.sagsnr}.")
    else:
        messages.warning(request, KENDT)
    return redirect("sagsopstart_ansoegning", ansoegning.pk)


@kraever(Ret.SAGSOPSTART, log=(Art.AENDRING, formaal.MODTAGET))
@require_http_methods(["GET", "HEAD", "POST"])
def fil(request: Indlogget) -> HttpResponse:
    """En dags ansøgninger i en fil, hel eller afvist med grundene."""
    if request.method != "POST":
        skriv(request, Brug(art=Art.VISNING, kriterium="Filsiden", antal=0))
        return _vis_fil(request, Filform())
    form = Filform(request.POST, request.FILES)
    if not form.is_valid():
        skriv(request, Brug(art=Art.VISNING, kriterium="Formularen mangler noget", antal=0))
        return _vis_fil(request, form, status=422)
    try:
        bunke = modtag_fil(kommune_af(request), form.cleaned_data["fil"].read(), request.user)
    except FilAfvist as nej:
        skriv(request, Brug(art=Art.VISNING, kriterium="Filen er afvist", antal=0))
        return _vis_fil(request, form, nej.fejl, status=422)
    _noter(request, bunke)
    messages.success(request, _modtaget(bunke))
    return redirect("sagsopstart_bunke", bunke.pk)


@kraever(Ret.SAGSOPSTART, log=(Art.AENDRING, formaal.OPSLAG))
@require_POST
def valgte(request: Indlogget) -> HttpResponse:
    """Slå de valgte ansøgninger op i dag."""
    ider = laes_ider(request.POST.getlist("ansoegning"))
    bunke = slaa_valgte_op(omfang_af(request), ider, request.user) if ider else None
    if bunke is None:
        skriv(request, Brug(kriterium="Ingen ansøgninger slået op", antal=0))
        messages.error(request, INGEN_AABNE if ider else INTET_VALGT)
        return redirect("sagsopstart")
    _noter(request, bunke)
    return redirect("sagsopstart_bunke", bunke.pk)


@kraever(Ret.SAGSOPSTART, log=(Art.LISTE, formaal.LISTE))
@require_safe
def bunken(request: Indlogget, bunke_id: UUID) -> HttpResponse:
    """Bunkens ansøgninger med fremdrift."""
    bunke = _find(request, bunke_id)
    egne = Ansoegning.objects.i_kommune(omfang_af(request)).filter(bunke=bunke)
    ansoegninger = list(egne.order_by("sagsnr")[:HOEJST])
    borgere = [en.cpr for en in ansoegninger]
    skriv(request, Brug(borgere=borgere, kriterium=f"Bunke {bunke.sha256[:12]}"))
    felter = {"bunke": bunke, "raekker": statusser(ansoegninger), **_fremdriften(bunke)}
    return render(request, "sagsopstart/bunke.html", felter)


@kraever(Ret.SAGSOPSTART, uden_log="Hvor langt bunkens opslag er; kun tal, ingen borgere")
@require_safe
def bunkens_fremdrift(request: Indlogget, bunke_id: UUID) -> HttpResponse:
    """Fremdriften til siden, der følger den; tomt svar, når intet er ændret siden sidst.

    Er alle færdige, henter siden selv listen, hvor det ses, hvilke ansøgninger der mangler svar.
    """
    felter = _fremdriften(_find(request, bunke_id))
    if felter["f"].i_gang and request.GET.get("set") == felter["maerke"]:
        return HttpResponse(status=204)
    return render(request, "sagsopstart/bunkefremdrift.html", {**felter, "fulgt": True})


def _fremdriften(bunke: Bunke) -> dict[str, Any]:
    f: Fremdrift = fremdrift(bunke)
    return {"bunke": bunke, "f": f, "maerke": f"{f.faerdige}-{f.opslag}"}


def _find(request: Indlogget, bunke_id: UUID) -> Bunke:
    fundet = Bunke.objects.i_kommune(kommune_af(request)).filter(pk=bunke_id).first()
    if fundet is None:
        raise Http404("Bunken findes ikke.")
    return fundet


def _noter(request: Indlogget, bunke: Bunke) -> None:
    egne = Ansoegning.objects.i_kommune(kommune_af(request)).filter(bunke=bunke)
    borgere = list(egne.values_list("cpr", flat=True))
    skriv(request, Brug(borgere=borgere, kriterium=f"Bunke {bunke.sha256[:12]}"))


def _modtaget(bunke: Bunke) -> str:
    ansoegninger = "ansøgning" if bunke.antal == 1 else "ansøgninger"
    nye = "ny" if bunke.nye == 1 else "nye"
    return f"Filen er modtaget: {bunke.antal} {ansoegninger}, {bunke.nye} {nye}."


def _ser(request: Indlogget, kle: str) -> bool:
    egne = omfang_af(request).kle
    return egne is None or kle in egne


def _vis_fil(
    request: Indlogget, form: forms.Form, fejl: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    felter = {
        "form": form,
        "fejl": fejl[:FEJL_VISES],
        "flere_fejl": max(0, len(fejl) - FEJL_VISES),
        "hoved": ";".join(KOLONNER),
        "ydelser": YDELSER,
        "hoejst": HOEJST,
    }
    return render(request, "sagsopstart/fil.html", felter, status=status)
