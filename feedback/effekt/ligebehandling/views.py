"""Siden Ligebehandling, og dens tal som fil."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from adgang.smaatal.graense import SKJULT_ORD
from feedback.effekt.laesning import laes_figurer
from feedback.effekt.ligebehandling.tavle import Dimension, dimensioner
from feedback.effekt.perioder import AAR, nummer
from feedback.effekt.valg import laes, perioder
from feedback.effekt.views import UDEN_LOG
from kontrol.eksport.celler import Celle
from kontrol.eksport.svar import Tabel, laes_format, som_fil

HOVED = ("Dimension", "Gruppe", "Afsluttet", "Ændret", "Træfprocent med 95 %-interval")


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def ligebehandling(request: Indlogget) -> HttpResponse:
    """Træfprocenten pr. borgergruppe over det valgte år; med ``format`` som fil."""
    omfang = omfang_af(request)
    hele_aar = [p for p in perioder(omfang) if nummer(p.til) - nummer(p.fra) == AAR]
    if not hele_aar or omfang.kle is not None:
        indhold = {"kendte": (), "begraenset": omfang.kle is not None}
        return render(request, "feedback/effekt/ligebehandling.html", indhold)
    valg = laes(request.GET, omfang, hele_aar).uden("maerke").uden("trin").uden("kle")
    fundne = dimensioner(laes_figurer(omfang, valg))
    if "format" in request.GET:
        return som_fil(Tabel("ligebehandling", HOVED, _raekker(fundne)), laes_format(request))
    indhold = {
        "kendte": hele_aar,
        "periode": next(p for p in hele_aar if (p.fra, p.til) == (valg.fra, valg.til)),
        "dimensioner": fundne,
        "soegedel": valg.som_adresse(),
    }
    return render(request, "feedback/effekt/ligebehandling.html", indhold)


def _raekker(fundne: list[Dimension]) -> list[list[Celle]]:
    return [
        [
            dimension.navn,
            gruppe.navn,
            SKJULT_ORD if gruppe.afsluttet is None else gruppe.afsluttet,
            SKJULT_ORD if gruppe.traef is None else gruppe.traef.k,
            gruppe.interval,
        ]
        for dimension in fundne
        for gruppe in dimension.grupper
    ]
