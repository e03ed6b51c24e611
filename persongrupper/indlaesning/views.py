"""STAR-importens side: en fil ad gangen, hel eller afvist med grundene."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from adgang.filmodtager import tager_fil
from adgang.kommuner import fulde_navn
from adgang.lejer import lejer
from adgang.models import Kommune
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from persongrupper import formaal
from persongrupper.forms import Filvalg
from persongrupper.indlaesning.fil import KOLONNER, STOERST
from persongrupper.indlaesning.indlaes import Indlaest, indlaes
from persongrupper.models import Aktivitetstype, Slags
from registre.hel_fil import FilAfvist

FEJL_VISES = 20


@kraever(Ret.MARKERINGER, log=(Art.AENDRING, formaal.INDLAESNING))
@tager_fil(STOERST)
@require_http_methods(["GET", "HEAD", "POST"])
def indlaesning(request: Indlogget) -> HttpResponse:
    """Vælg en fil, eller få at vide, hvorfor den er afvist."""
    if request.method != "POST":
        skriv(request, Brug(art=Art.VISNING, kriterium="Indlæsningssiden", antal=0))
        return _vis(request, Filvalg())
    form = Filvalg(request.POST, request.FILES)
    if not form.is_valid():
        skriv(request, Brug(art=Art.VISNING, kriterium="Formularen mangler noget", antal=0))
        return _vis(request, form, status=422)
    kommune: Kommune = form.cleaned_data["kommune"]
    try:
        # Brugeren hører ikke til en kommune: filen gælder netop den, hun har valgt.
        with lejer(kommune.pk):
            udfald = _indlaes(request, form, kommune)
    except FilAfvist as nej:
        skriv(request, Brug(art=Art.VISNING, kriterium="Filen er afvist", antal=0))
        return _vis(request, form, nej.fejl, status=422)
    messages.success(request, som_ord(udfald))
    return redirect("indlaesning")


def _indlaes(request: Indlogget, form: Filvalg, kommune: Kommune) -> Indlaest:
    felter = form.cleaned_data
    udfald = indlaes(
        felter["fil"].read(), Slags(felter["slags"]), kommune, felter["kilde"], request.user
    )
    kriterium = f"{felter['slags']} {udfald.indlaesning.sha256[:12]}"
    skriv(request, Brug(borgere=udfald.cpr, kriterium=kriterium, kommune=kommune))
    return udfald


def _vis(
    request: Indlogget, form: Filvalg, fejl: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    felter: dict[str, Any] = {
        "form": form,
        "fejl": fejl[:FEJL_VISES],
        "flere_fejl": max(0, len(fejl) - FEJL_VISES),
        "kolonner": [(slags.label, KOLONNER[slags]) for slags in Slags],
        "typer": Aktivitetstype.values,
    }
    return render(request, "persongrupper/indlaesning.html", felter, status=status)


def som_ord(udfald: Indlaest) -> str:
    """Hvad filen var, og hvad den ændrede."""
    fil = udfald.indlaesning
    if udfald.igen:
        return f"Filen er indlæst før i {fulde_navn(fil.kommune)}. Intet er ændret."
    return (
        f"{fil.get_slags_display()} er indlæst i {fulde_navn(fil.kommune)}: {fil.antal}, "
        f"{_talt(fil.nye, 'ny', 'nye')} og {_talt(fil.aendrede, 'ændret', 'ændrede')}. "
        f"Fingeraftryk {fil.sha256[:12]}."
    )


def _talt(antal: int, en: str, flere: str) -> str:
    return f"{antal} {en if antal == 1 else flere}"
