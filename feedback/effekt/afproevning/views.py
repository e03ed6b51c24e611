"""Siden Afprøvning, og dens tal som fil."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from adgang.smaatal.graense import SKJULT_ORD
from feedback.effekt.afproevning.graenser import KAN_IKKE_AFPROEVES
from feedback.effekt.afproevning.virkning import Proeve, proever
from feedback.effekt.laesning import laes_figurer
from feedback.effekt.perioder import AAR, nummer
from feedback.effekt.valg import laes, perioder
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
    hele_aar = [p for p in perioder(omfang) if nummer(p.til) - nummer(p.fra) == AAR]
    if not hele_aar or omfang.kle is not None:
        indhold = {"kendte": (), "begraenset": omfang.kle is not None}
        return render(request, "feedback/effekt/afproevning.html", indhold)
    valg = laes(request.GET, omfang, hele_aar).uden("maerke").uden("trin").uden("kle")
    fundne = proever(laes_figurer(omfang, valg))
    if "format" in request.GET:
        return som_fil(Tabel("afproevning", HOVED, list(_raekker(fundne))), laes_format(request))
    indhold = {
        "kendte": hele_aar,
        "valg": valg,
        "periode": next(p for p in hele_aar if (p.fra, p.til) == (valg.fra, valg.til)),
        "proever": fundne,
        "skjulte": [p.regel["navn"] for p in fundne if p.afsluttet is None],
        "kan_ikke": KAN_IKKE_AFPROEVES.values(),
        "soegedel": valg.som_adresse(),
    }
    return render(request, "feedback/effekt/afproevning.html", indhold)


def _raekker(fundne: list[Proeve]) -> Iterator[list[Celle]]:
    for proeve in fundne:
        for virkning in proeve.virkninger:
            yield [
                proeve.regel["navn"],
                proeve.gaeldende,
                virkning.tekst,
                *(
                    SKJULT_ORD if tal is None else tal
                    for tal in (virkning.sager, virkning.aendrede, virkning.timer)
                ),
            ]
