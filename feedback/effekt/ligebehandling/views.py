"""Siden Ligebehandling, og dens tal som fil."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from adgang.smaatal.graense import tal_eller_ord
from feedback.effekt.celler import andel_og_graenser
from feedback.effekt.helaar import helaaret, uden_aar
from feedback.effekt.ligebehandling.tavle import Dimension, dimensioner
from feedback.effekt.svar import med_fejlen, siden_svarer
from feedback.effekt.views import UDEN_LOG
from kontrol.eksport.celler import Celle
from kontrol.eksport.svar import Tabel, laes_format, som_fil

HOVED = ("Dimension", "Gruppe", "Afsluttet", "Ændret", "Træfprocent", "95 % fra", "95 % til")


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def ligebehandling(request: Indlogget) -> HttpResponse:
    """Træfprocenten pr. borgergruppe over det valgte år; med ``format`` som fil."""
    omfang = omfang_af(request)
    aaret = helaaret(request.GET, omfang)
    if aaret is None:
        return render(request, "feedback/effekt/ligebehandling.html", uden_aar(omfang))
    fundne = dimensioner(aaret.figurer)
    if "format" in request.GET:
        if aaret.felter["fejl"]:
            return med_fejlen(request, reverse("effekt_ligebehandling"))
        return som_fil(Tabel("ligebehandling", HOVED, _raekker(fundne)), laes_format(request))
    indhold = {
        **aaret.felter,
        "dimensioner": fundne,
    }
    return siden_svarer(request, "feedback/effekt/ligebehandling.html", indhold)


def _raekker(fundne: list[Dimension]) -> list[list[Celle]]:
    return [
        [
            dimension.navn,
            gruppe.navn,
            tal_eller_ord(gruppe.afsluttet),
            tal_eller_ord(gruppe.traef.k if gruppe.traef else None),
            *andel_og_graenser(gruppe.traef),
        ]
        for dimension in fundne
        for gruppe in dimension.grupper
    ]
