"""Siden Afprøvning, og dens tal som fil."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from adgang.smaatal.graense import tal_eller_ord
from feedback.effekt.afproevning.graenser import KAN_IKKE_AFPROEVES
from feedback.effekt.afproevning.virkning import Proeve, proever
from feedback.effekt.helaar import helaaret, uden_aar
from feedback.effekt.svar import med_fejlen, siden_svarer
from feedback.effekt.views import UDEN_LOG
from kontrol.eksport.celler import Celle
from kontrol.eksport.svar import Tabel, laes_format, som_fil

HOVED = (
    *("Kontroltype", "Gælder nu", "Alternativ", "Færre sager", "Færre reelle ændringer"),
    "Færre timer",
)


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def afproevning(request: Indlogget) -> HttpResponse:
    """Hver kontroltypes alternativer over det valgte år; med ``format`` som fil."""
    omfang = omfang_af(request)
    aaret = helaaret(request.GET, omfang)
    if aaret is None:
        return render(request, "feedback/effekt/afproevning.html", uden_aar(omfang))
    fundne = proever(aaret.figurer)
    if "format" in request.GET:
        if aaret.felter["fejl"]:
            return med_fejlen(request, reverse("effekt_afproevning"))
        return som_fil(Tabel("afproevning", HOVED, list(_raekker(fundne))), laes_format(request))
    indhold = {
        **aaret.felter,
        "proever": [p for p in fundne if p.viste],
        "skjulte": [p.regel["navn"] for p in fundne if not p.viste],
        "kan_ikke": KAN_IKKE_AFPROEVES.values(),
    }
    return siden_svarer(request, "feedback/effekt/afproevning.html", indhold)


def _raekker(fundne: list[Proeve]) -> Iterator[list[Celle]]:
    for proeve in fundne:
        for virkning in proeve.virkninger:
            yield [
                proeve.regel["navn"],
                proeve.gaeldende,
                virkning.tekst,
                *map(tal_eller_ord, (virkning.sager, virkning.aendrede, virkning.timer)),
            ]
