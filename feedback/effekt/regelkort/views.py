"""Siden Kontroltyper, og dens tal som fil."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from adgang.smaatal.graense import tal_eller_ord
from feedback.effekt.celler import andel_og_graenser, minutcelle
from feedback.effekt.filtre import Felt, fejl_i, periodefelt, ydelsesfelt
from feedback.effekt.laesning import laes_figurer
from feedback.effekt.regelkort.kort import Regelkort, regelkort
from feedback.effekt.sagslinks import bestillingslisten, maa_se_sager
from feedback.effekt.svar import med_fejlen, siden_svarer
from feedback.effekt.valg import Valg, laes, perioder
from feedback.effekt.views import UDEN_LOG
from kontrol.eksport.celler import Celle, Kroner
from kontrol.eksport.svar import Tabel, laes_format, som_fil

GRAENSER = (5, 10, 15, 20)
"""De træfprocenter, en kontroltype kan holdes op imod."""
STANDARD = 10
HOVED = (
    *(
        "Nr.",
        "Kontroltype",
        "Udstillet",
        "Afsluttet",
        "Ændret",
        "Træfprocent",
        "95 % fra",
        "95 % til",
    ),
    *(
        "Minutter pr. visitering",
        "Krav pr. sag",
        "Ændring pr. måned pr. sag",
        "Udløbet",
        "Gentaget",
    ),
    *("Mod året før", "Kandidat til eftersyn"),
)


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def kontroltyper(request: Indlogget) -> HttpResponse:
    """Ét kort pr. kontroltype; med ``format`` som fil."""
    omfang = omfang_af(request)
    kendte = [periode for periode in perioder(omfang) if periode.er_aar]
    if not kendte:
        return render(request, "feedback/effekt/kontroltyper.html", {"kendte": ()})
    valg = laes(request.GET, omfang, kendte).uden("maerke").uden("trin")
    graense = _graense(request.GET.get("graense", ""))
    fejl = fejl_i(request.GET, omfang, kendte, ("periode", "ydelse"), graense=map(str, GRAENSER))
    if "format" in request.GET and fejl:
        return med_fejlen(request, reverse("effekt_kontroltyper"))
    kort = regelkort(laes_figurer(omfang, valg), graense)
    if "format" in request.GET:
        tabel = Tabel("kontroltyper", HOVED, [_raekke(et) for et in kort])
        return som_fil(tabel, laes_format(request))
    indhold: dict[str, Any] = {
        "kendte": kendte,
        "valg": valg,
        "periode": valg.periode(kendte),
        "graense": graense,
        "fejl": fejl,
        "filtre": [
            periodefelt(valg, kendte, fejl),
            ydelsesfelt(valg, omfang, fejl),
            _graensefelt(graense, fejl),
        ],
        "kort": kort,
        "linjer": [(et, _sager(request, valg, et.maerke)) for et in kort],
        "kandidater": [et for et in kort if et.eftersyn],
        "soegedel": valg.som_adresse(graense=str(graense)),
    }
    return siden_svarer(request, "feedback/effekt/kontroltyper.html", indhold)


def _sager(request: Indlogget, valg: Valg, maerke: str) -> str:
    """Adressen på kontroltypens sager i dag; tom for den, der ikke må se sager."""
    return bestillingslisten(valg.kle, maerke) if maa_se_sager(request.user) else ""


def _graense(oensket: str) -> int:
    return int(oensket) if oensket in {str(tal) for tal in GRAENSER} else STANDARD


def _graensefelt(graense: int, fejl: Mapping[str, str]) -> Felt:
    muligheder = [(str(tal), f"{tal} %") for tal in GRAENSER]
    return Felt("graense", "Eftersyn under", str(graense), muligheder, fejl.get("graense", ""))


def _raekke(et: Regelkort) -> list[Celle]:
    return [
        et.nr,
        et.navn,
        tal_eller_ord(et.nye),
        tal_eller_ord(et.afsluttet),
        tal_eller_ord(et.traef.k if et.traef else None),
        *andel_og_graenser(et.traef),
        minutcelle(et.minutter),
        None if et.krav_oere is None else Kroner(et.krav_oere),
        None if et.maanedlig_oere is None else Kroner(et.maanedlig_oere),
        *andel_og_graenser(et.udloebet)[:1],
        *andel_og_graenser(et.gentaget)[:1],
        et.retning if et.traef else None,
        "Ja" if et.eftersyn else "",
    ]
