"""Områderne og adressefilen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from adgang.filmodtager import tager_fil
from adgang.models import Kommune
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret
from hjemmebesoeg.adresser.fil import KOLONNER, STOERST
from hjemmebesoeg.adresser.modtag import IGEN, Optaget, modtag
from hjemmebesoeg.models import Adressefil, Omraade
from hjemmebesoeg.models.adresse import UNDERVEJS, Filtilstand
from hjemmebesoeg.opsaetning import omraader
from hjemmebesoeg.opsaetning.forms import Adresseform, Omraadeform
from registre.hel_fil import FilAfvist

_UDEN_LOG = "Postnumre og huse; ingen borgere"
FEJL_VIST = 20
MODTAGET = "Adressefilen er modtaget og bliver indlæst. Du kan arbejde videre imens."


@kraever(Ret.KOERELEDELSE, uden_log=_UDEN_LOG)
@require_safe
def side(request: Indlogget) -> HttpResponse:
    """Kommunens områder og dens adressefil."""
    return _vis(request)


@kraever(Ret.KOERELEDELSE, uden_log=_UDEN_LOG)
@require_POST
def gem_omraade(request: Indlogget) -> HttpResponse:
    """Gem et område: et nyt navn er et nyt område."""
    form = Omraadeform(request.POST)
    if form.is_valid():
        try:
            gemt = omraader.gem(kommune_af(request), **form.cleaned_data)
        except omraader.Optaget as nej:
            form.add_error(nej.felt, str(nej))
        else:
            messages.success(request, f"Området {gemt.navn} er gemt.")
            return redirect("koerelister_opsaetning")
    return _vis(request, omraadeform=form, form=form)


@kraever(Ret.KOERELEDELSE, uden_log=_UDEN_LOG)
@require_POST
def fjern_omraade(request: Indlogget, omraade_id: UUID) -> HttpResponse:
    """Fjern et område."""
    navn = omraader.fjern(kommune_af(request), omraade_id)
    if not navn:
        raise Http404("Området findes ikke.")
    messages.success(
        request,
        f"Området {navn} er fjernet. Borgere i dets postnumre kan først opsøges, når postnummeret "
        "er i et område igen. Lister, der er lavet, ændres ikke.",
    )
    return redirect("koerelister_opsaetning")


@kraever(Ret.KOERELEDELSE, uden_log=_UDEN_LOG)
@tager_fil(STOERST)
@require_POST
def gem_adresser(request: Indlogget) -> HttpResponse:
    """Tag imod en adressefil; arbejderen indlæser hele filen eller intet af den."""
    form = Adresseform(request.POST, request.FILES)
    fejl: tuple[str, ...] = ()
    if form.is_valid():
        kilde = form.cleaned_data["kilde"]
        try:
            svar = modtag(form.indhold(), kommune_af(request), kilde, request.user)
        except FilAfvist as nej:
            fejl = nej.fejl
        except Optaget as nej:
            form.add_error("fil", str(nej))
        else:
            messages.success(request, IGEN if svar.igen else MODTAGET)
            return redirect("koerelister_opsaetning")
    return _vis(request, adresseform=form, form=form, fejl=fejl)


def _vis(request: Indlogget, fejl: tuple[str, ...] = (), **felter: Any) -> HttpResponse:
    kommune = kommune_af(request)
    felter = {
        "omraadeform": Omraadeform(),
        "adresseform": Adresseform(),
        "omraader": Omraade.objects.i_kommune(kommune).prefetch_related("postnumre"),
        **_filerne(kommune),
        "kolonner": ", ".join(KOLONNER),
        "fejl": fejl[:FEJL_VIST],
        "flere_fejl": max(0, len(fejl) - FEJL_VIST),
        **felter,
    }
    status = 422 if "form" in felter else 200
    return render(request, "hjemmebesoeg/opsaetning.html", felter, status=status)


def _filerne(kommune: Kommune) -> dict[str, Adressefil | None]:
    """Den fil, der gælder, den, der er på vej ind, og den, der sidst blev afvist."""
    alle = Adressefil.objects.i_kommune(kommune).defer("indhold").select_related("bruger")
    seneste = alle.order_by("-tidspunkt")
    return {
        "fil": alle.filter(tilstand=Filtilstand.GAELDER).first(),
        "undervejs": alle.filter(tilstand__in=UNDERVEJS).first(),
        "afvist": seneste.filter(tilstand=Filtilstand.AFVIST).first(),
    }
