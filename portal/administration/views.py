"""Siden, hvor administratoren vælger for hele kommunen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from adgang.models import Kommune
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret
from kontrol.partshoering.kontakt import mangler_kontakt
from portal.administration.forms import KommunensValg

_RAEKKENS_PLADS = 300
"""Tegn i opslagsloggens kriterium."""


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, "Kommunens valg"))
@require_http_methods(["GET", "HEAD", "POST"])
def kommune(request: Indlogget) -> HttpResponse:
    """Formularen; et POST gemmer valgene, som gælder med det samme."""
    egen = kommune_af(request)
    nu = {felt: getattr(egen, felt) for felt in KommunensValg.base_fields}
    form = KommunensValg(request.POST if request.method == "POST" else None, initial=nu)
    if form.is_valid():
        return _gem(request, egen, form)
    skriv(request, Brug(art=Art.VISNING))
    indhold = {
        "form": form,
        "fejloverskrift": "Valgene er ikke gemt",
        "mangler_kontakt": mangler_kontakt(egen),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/administration/kommune.html", indhold, status=status)


def _gem(request: Indlogget, egen: Kommune, form: KommunensValg) -> HttpResponse:
    nye = {felt: form.cleaned_data[felt] for felt in form.changed_data}
    nye = {felt: ny for felt, ny in nye.items() if ny != getattr(egen, felt)}
    if not nye:
        messages.info(request, "Der var ikke noget at gemme.")
        return redirect("kommunens_valg")
    Kommune.objects.filter(pk=egen.pk).update(**nye)
    linjer = [f"{felt}: {_ord(getattr(egen, felt))} → {_ord(ny)}" for felt, ny in nye.items()]
    for raekke in _i_raekker(linjer):
        skriv(request, Brug(kriterium="; ".join(raekke), antal=len(raekke)))
    messages.success(request, "Kommunens valg er gemt og gælder med det samme.")
    return redirect("kommunens_valg")


def _i_raekker(linjer: list[str]) -> list[list[str]]:
    """Ændringerne delt på så mange rækker i loggen, at ingen af dem er skåret over."""
    raekker: list[list[str]] = [[]]
    for linje in linjer:
        if raekker[-1] and len("; ".join([*raekker[-1], linje])) > _RAEKKENS_PLADS:
            raekker.append([])
        raekker[-1].append(linje)
    return raekker


def _ord(vaerdi: bool | int | str) -> str:
    if isinstance(vaerdi, bool):
        return "ja" if vaerdi else "nej"
    return str(vaerdi) or "intet"
